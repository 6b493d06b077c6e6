"""What every worker needs, read once before workers are forked. Imported by their fork server only.

The one module that reads files when it is imported: that is its purpose. Workers share the registers and
vocabularies in memory, and a worker that replaces a dead one is ready at once.
"""

import parsers.readers.pdf  # noqa: F401 - the reader of most documents, else imported by the first of them
from normalise.register import load_register
from parsers.vocabulary import load_vocabulary

load_register()
load_vocabulary()

"""The top room: command line, batch, files; every side effect but the database."""

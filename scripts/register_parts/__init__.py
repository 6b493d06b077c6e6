"""How the parts of the register are read and brought into one form."""

"""Steps that several walks share: looking at a page, uploading, posting by hand, importing the real file."""

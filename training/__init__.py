"""How the models that ship with Redshank were made."""

"""How dates and numbers are written where Django's own custom does not fit."""

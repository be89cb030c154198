"""The whole walk (steps 1 to 8) in the browser, person by person, on one running site."""

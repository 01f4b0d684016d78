"""People as a whole: what is theirs can be handed over, erased and taken along."""

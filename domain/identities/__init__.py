"""People as a provider of identities knows them."""

"""What an operator can set about signing in by a provider of OpenID Connect."""

from pydantic import BaseModel, Field, SecretStr


class OidcSettings(BaseModel):
    """A part of the settings: whom else we believe who somebody is."""

    oidc_issuer: str | None = Field(
        None,
        pattern="^https?://",
        description="The provider of OpenID Connect, as it calls itself. Without it there is none.",
    )
    oidc_client_id: str = Field("broadsheet", description="What the provider calls this server.")
    oidc_client_secret: SecretStr | None = Field(
        None, description="What this server proves that by."
    )
    oidc_scopes: str = Field(
        "openid email profile", description="What to ask the provider for, `openid` among it."
    )
    oidc_landing: str = Field(
        "/",
        pattern="^/([A-Za-z0-9._~-][A-Za-z0-9._~/-]*)?$",
        description="The path on the front end where people arrive who have signed in so.",
    )

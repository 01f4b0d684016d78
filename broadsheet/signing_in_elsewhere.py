"""Makes the doors for signing in by a provider, where one is set."""

from collections.abc import Sequence

from starlette.routing import Route

from broadsheet.http.visits import Visits
from broadsheet.places import Places
from broadsheet.settings import Settings, SettingsError
from domain.identities.service import IdentityService

_MOST_AT_ONCE = 10


def oidc_routes(settings: Settings, identities: IdentityService, visits: Visits) -> Sequence[Route]:
    """Return the routes, or none. Raises SettingsError where the extra is not installed."""
    if settings.oidc_issuer is None:
        return ()
    if settings.oidc_client_secret is None:
        raise SettingsError("Set BROADSHEET_OIDC_CLIENT_SECRET to what the provider has given you.")
    try:
        from broadsheet.adapters.oidc import Provider  # noqa: PLC0415 - it is an extra
        from broadsheet.http.oidc import Oidc  # noqa: PLC0415 - as above
    except ModuleNotFoundError as error:
        raise SettingsError("Install broadsheet[oidc] for BROADSHEET_OIDC_ISSUER.") from error
    door = Oidc(
        provider=Provider(
            issuer=settings.oidc_issuer,
            client_id=settings.oidc_client_id,
            client_secret=settings.oidc_client_secret.get_secret_value(),
            scopes=settings.oidc_scopes,
            redirect_uri=f"{settings.address}/auth/oidc/callback",
        ),
        identities=identities,
        visits=visits,
        landing=f"{settings.front_end}{settings.oidc_landing}",
        places=Places(_MOST_AT_ONCE),
    )
    return (
        Route("/auth/oidc/start", door.start),
        Route("/auth/oidc/callback", door.callback),
    )

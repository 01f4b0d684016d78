"""Claiming to be people who were imported."""

from typing import Annotated

import strawberry

from domain.ids import CLAIM
from resolvers import claims as resolvers
from schema.declarations import described, refers_to, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.claims import Claim
from schema.types.users import User


@shows(resolvers.RequestedClaim)
class RequestClaimSuccess:
    """An administrator will decide."""

    claim: Claim = described("The claim.")


@shows(resolvers.ConfirmedClaim)
class ConfirmClaimSuccess:
    """The imported person and the claimant are one."""

    user: User = described("The claimant, to whom everything belongs now.")


@shows(resolvers.ConfirmedClaim)
class ClaimUserSuccess:
    """The imported person and the viewer are one."""

    user: User = described("The viewer, to whom everything belongs now.")


@shows(resolvers.InvitedToClaim)
class InviteToClaimSuccess:
    """A letter is on its way."""

    email: str = described("The address that the letter goes to.")


@shows(resolvers.RefusedClaim)
class RefuseClaimSuccess:
    """The claim is gone."""

    claim_id: strawberry.ID = refers_to(CLAIM, "claim_id", "The claim that was.")


RequestClaimResult = Annotated[
    RequestClaimSuccess | AnyError,
    strawberry.union("RequestClaimResult", description="What came of claiming."),
]
ConfirmClaimResult = Annotated[
    ConfirmClaimSuccess | AnyError,
    strawberry.union("ConfirmClaimResult", description="What came of confirming a claim."),
]
RefuseClaimResult = Annotated[
    RefuseClaimSuccess | AnyError,
    strawberry.union("RefuseClaimResult", description="What came of refusing a claim."),
]

ClaimUserResult = Annotated[
    ClaimUserSuccess | AnyError,
    strawberry.union("ClaimUserResult", description="What came of using the link of a letter."),
]
InviteToClaimResult = Annotated[
    InviteToClaimSuccess | AnyError,
    strawberry.union("InviteToClaimResult", description="What came of inviting somebody."),
]


@root_type
class ClaimMutations:
    """Making claims and deciding on them."""

    request_claim: RequestClaimResult = mutation(resolvers.request_claim)
    confirm_claim: ConfirmClaimResult = mutation(resolvers.confirm_claim)
    refuse_claim: RefuseClaimResult = mutation(resolvers.refuse_claim)
    invite_to_claim: InviteToClaimResult = mutation(resolvers.invite_to_claim)
    claim_user: ClaimUserResult = mutation(resolvers.claim_user)

"""Not wanting to hear from somebody."""

from typing import Annotated

import strawberry

from resolvers import blocks as resolvers
from schema.declarations import described, root_type, shows
from schema.errors import AnyError
from schema.fields import mutation
from schema.types.users import User


@shows(resolvers.BlockedUser)
class BlockUserSuccess:
    """They are blocked."""

    user: User = described("The person, as the viewer still finds them.")


BlockUserResult = Annotated[
    BlockUserSuccess | AnyError,
    strawberry.union("BlockUserResult", description="What came of blocking somebody."),
]


@shows(resolvers.MutedUser)
class MuteUserSuccess:
    """They are muted."""

    user: User = described("The person, as the viewer still finds them.")


MuteUserResult = Annotated[
    MuteUserSuccess | AnyError,
    strawberry.union("MuteUserResult", description="What came of muting somebody."),
]


@shows(resolvers.UnblockedUser)
class UnblockUserSuccess:
    """They are blocked no more."""

    user: User = described("The person, as the viewer still finds them.")


UnblockUserResult = Annotated[
    UnblockUserSuccess | AnyError,
    strawberry.union("UnblockUserResult", description="What came of taking a block back."),
]


@shows(resolvers.UnmutedUser)
class UnmuteUserSuccess:
    """They are muted no more."""

    user: User = described("The person, as the viewer still finds them.")


UnmuteUserResult = Annotated[
    UnmuteUserSuccess | AnyError,
    strawberry.union("UnmuteUserResult", description="What came of hearing from somebody again."),
]


@root_type
class BlockMutations:
    """Blocking and muting people."""

    block_user: BlockUserResult = mutation(resolvers.block_user)
    mute_user: MuteUserResult = mutation(resolvers.mute_user)
    unblock_user: UnblockUserResult = mutation(resolvers.unblock_user)
    unmute_user: UnmuteUserResult = mutation(resolvers.unmute_user)

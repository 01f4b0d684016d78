"""What an operator can set about the pictures that people bring."""

from typing import TYPE_CHECKING

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings

from broadsheet.adapters.media_storage import ObjectStorage
from domain.media.service import MediaLimits

if TYPE_CHECKING:
    from obstore.store import S3Config


class UploadSettings(BaseSettings):
    upload_bytes: int = Field(
        10_000_000, ge=1_000, description="How large a picture that people upload may be."
    )
    upload_bytes_per_person: int = Field(
        1_000_000_000,
        ge=0,
        description="The room for all pictures of one person, smaller sizes and all.",
    )
    upload_seconds: float = Field(
        60, gt=0, le=3600, description="How long an upload may take to arrive."
    )
    uploads_at_once: int = Field(4, ge=1, description="Uploads that one process receives at once.")
    unused_uploads_seconds: float = Field(
        600, gt=0, description="How often pictures are removed that nothing has shown for a day."
    )
    s3_bucket: str | None = Field(
        None, description="The bucket for uploads. Without it they go to the folder of media."
    )
    s3_endpoint: str | None = Field(
        None, description="The address of the storage, where it is not Amazon's."
    )
    s3_region: str = Field("us-east-1", description="The region of the bucket.")
    s3_prefix: str | None = Field(None, description="What every name in the bucket begins with.")
    s3_access_key_id: str | None = Field(None, description="The name of the key to the bucket.")
    s3_secret_access_key: SecretStr | None = Field(None, description="The key to the bucket.")

    @property
    def upload_limits(self) -> MediaLimits:
        return MediaLimits(
            bytes_each=self.upload_bytes, bytes_of_one_person=self.upload_bytes_per_person
        )

    @property
    def bucket(self) -> ObjectStorage | None:
        """The storage for uploads, where it is not the local folder.

        Raises ModuleNotFoundError where the extra `s3` is not installed.
        """
        if self.s3_bucket is None:
            return None
        from obstore.store import S3Store  # noqa: PLC0415 - it is an extra

        settings: S3Config = {"region": self.s3_region, "bucket": self.s3_bucket}
        if self.s3_endpoint is not None:
            settings["endpoint"] = self.s3_endpoint
        if self.s3_access_key_id is not None and self.s3_secret_access_key is not None:
            settings["access_key_id"] = self.s3_access_key_id
            settings["secret_access_key"] = self.s3_secret_access_key.get_secret_value()
        is_plain = (self.s3_endpoint or "").startswith("http://")
        return ObjectStorage(
            S3Store(
                prefix=self.s3_prefix,
                config=settings,
                client_options={"allow_http": is_plain},
            )
        )

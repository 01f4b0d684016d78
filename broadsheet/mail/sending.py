"""Makes the sender of letters out of the settings."""

from broadsheet.clock import utc_now
from broadsheet.mail.sender import Letterhead, MailSender
from broadsheet.mail.ways_out import way_out
from broadsheet.settings import Settings
from db.executor import Database
from db.mail_queue import MailQueue


def mail_sender(settings: Settings, database: Database) -> MailSender:
    return MailSender(
        queue=MailQueue(database),
        way_out=way_out(settings),
        letterhead=Letterhead(
            sender=settings.mail_from, site=settings.site_name, front_end=settings.front_end
        ),
        attempts=settings.mail_attempts,
        clock=utc_now,
    )

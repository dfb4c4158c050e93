"""What of the directory may be shown. Nothing else of it reaches a search, a message or a database (promise R3)."""

from bot.directory.centres import Centre, Directory
from bot.directory.proof import Proof


def published(directory: Directory) -> Directory:
    """The directory without unpublished centres and without the unpublished parts of published ones."""
    shown = tuple(_published(centre) for centre in directory.centres if centre.proof.publish)
    return directory.model_copy(update={"centres": shown})


def _published(centre: Centre) -> Centre:
    def may(proof: Proof | None) -> bool:
        return proof is None or proof.publish

    hidden = "shelter" in centre.services
    return centre.model_copy(
        update={
            "phones": tuple(phone for phone in centre.phones if may(phone.proof)),
            "address": centre.address if centre.address and may(centre.address.proof) and not hidden else None,
            "hours": centre.hours if centre.hours and may(centre.hours.proof) else None,
        }
    )

"""Telephone numbers of Kyrgyzstan."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

REGION = "KG"


def normalised(number: str) -> str:
    """`number` in international form, `+996 312 641 109`; a short national number ("111") as it is.

    Raises:
        ValueError: when it can be no number of Kyrgyzstan.
    """
    digits = number.strip()
    if digits.isdigit() and len(digits) <= 4:
        return digits
    try:
        parsed = phonenumbers.parse(digits, REGION)
    except NumberParseException:
        raise ValueError(f"{number!r} is no telephone number") from None
    if not phonenumbers.is_valid_number_for_region(parsed, REGION):
        raise ValueError(f"{number!r} can be no number of Kyrgyzstan: write it as +996 …, with every digit")
    return phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)

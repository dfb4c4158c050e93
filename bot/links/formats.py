"""In which sizes and designs posters come; apart from the posters, whose libraries take seconds to import."""

from typing import Literal

Size = Literal["A4", "A5"]
Design = Literal["open", "discreet"]
SIZES: tuple[Size, ...] = ("A4", "A5")
DESIGNS: tuple[Design, ...] = ("open", "discreet")

"""The addendum: what makes the new text of an instrument out of the text that was signed.

`amended` turns two texts and a comparison of them into amendments, in the form of Dutch legislative
drafting, and proves that they make the new text of the old one. `with_parts` puts them into a
document; `consolidated` makes the text as it reads with the addendum worked in.
"""

from akkoord.amendment.instrument import Amended, amended, consolidated, with_parts
from akkoord.amendment.parts import Parts

__all__ = ["Amended", "Parts", "amended", "consolidated", "with_parts"]

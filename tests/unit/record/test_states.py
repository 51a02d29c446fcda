"""How each field is known: the nearest mark decides."""

from archcite.record import toml
from archcite.record.states import FieldState, states

TEXT = """
schema = "archcite/1"

[document]
id = "a"
kind = "letter"
title = "T"
date_inferred = true
_src = { kind = "inferred", number = "empty", event = "supplied" }

[document.event]
name = "Plenum"
place = "Moscow"
_src = { place = "stated" }

[[people]]
role = "speaker"
as_given = "A. B."
_src = "inferred"

[people.ids]
viaf = "100219162"

[source]
levels = [
    { kind = "fond", value = "5" },
    { kind = "delo", value = "6", label = "file", _src = "inferred" },
]
_src = { levels = "supplied" }

[digital]
_src = "empty"

[[credits]]
verb = "translated"
by = ["C. D.", "E. F."]
for = "CWIHP"

[record]
source_file = "x.txt"
lost_fields = ["people.author", "source.archive", "rights"]
"""


def test_states_in_the_order_of_the_model() -> None:
    assert states(toml.read(TEXT, "")) == [
        FieldState("document.kind", "inferred", "letter"),
        FieldState("document.title", "stated", "T"),
        FieldState("document.date_inferred", "stated", "yes"),
        FieldState("document.number", "empty", ""),
        FieldState("document.event.name", "supplied", "Plenum"),
        FieldState("document.event.place", "stated", "Moscow"),
        FieldState("people[0].role", "inferred", "speaker"),
        FieldState("people[0].as_given", "inferred", "A. B."),
        FieldState("people[0].ids.viaf", "inferred", "100219162"),
        FieldState("people.author", "lost", ""),
        FieldState("source.archive", "lost", ""),
        FieldState("source.levels[0]", "supplied", "fond 5"),
        FieldState("source.levels[1]", "inferred", "delo 6 (file)"),
        FieldState("digital", "empty", ""),
        FieldState("credits[0]", "stated", "translated C. D.; E. F. (CWIHP)"),
        FieldState("rights", "lost", ""),
    ]

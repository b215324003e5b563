"""The records of the catalogue, one concept a file."""

from .acquisition import Acquisition, AcquisitionDonor
from .contradiction import Contradiction
from .counter_gift import CounterGift
from .country import Country
from .deaccession import Deaccession
from .disagreement import Disagreement
from .donor import Donor, DonorContact
from .exhibit import Exhibit
from .history import Change, ChangeContext, ChangeSet
from .import_run import ImportRow, ImportRun
from .index import Bitmap, Generation, IndexEntry, PartyName, Run, Stale, Word
from .instrument import Instrument
from .location import Location
from .movement import Movement
from .occasion import Occasion, OccasionStop
from .participation import Participation
from .party import Party
from .provenance import Position, ProvenanceNote
from .provenance_event import ProvenanceEvent
from .restriction import Restriction
from .restriction_candidate import RestrictionCandidate
from .saved_mapping import SavedMapping
from .seal import Seal
from .showroom import Showroom
from .source import Source
from .term import Term
from .weighing import Weighing

__all__ = [
    "Acquisition",
    "AcquisitionDonor",
    "Bitmap",
    "Change",
    "ChangeContext",
    "ChangeSet",
    "Contradiction",
    "CounterGift",
    "Country",
    "Deaccession",
    "Disagreement",
    "Donor",
    "DonorContact",
    "Exhibit",
    "Generation",
    "ImportRow",
    "ImportRun",
    "IndexEntry",
    "Instrument",
    "Location",
    "Movement",
    "Occasion",
    "OccasionStop",
    "Participation",
    "Party",
    "PartyName",
    "Position",
    "ProvenanceEvent",
    "ProvenanceNote",
    "Restriction",
    "RestrictionCandidate",
    "Run",
    "SavedMapping",
    "Seal",
    "Showroom",
    "Source",
    "Stale",
    "Term",
    "Weighing",
    "Word",
]

"""When and where: periods and places, each with its precision and the words it was read from."""

from dataclasses import dataclass
from typing import Any

from redshank.model.span import Span


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time, both ends included, as ISO dates.

    ``precision`` is ``day week month season year decade range`` for what the words say, or ``inferred`` where no words
    say it and the publication date stands in. ``mention`` is None exactly when it was inferred.
    """

    start: str
    end: str
    precision: str
    mention: Span | None = None

    def to_json(self) -> dict[str, Any]:
        """The period as it stands in a report's JSON."""
        mention = self.mention.to_json() if self.mention else None
        return {"start": self.start, "end": self.end, "precision": self.precision, "mention": mention}

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> "Period":
        """The period that ``to_json`` wrote."""
        mention = Span.from_json(fields["mention"]) if fields.get("mention") else None
        return cls(fields["start"], fields["end"], fields["precision"], mention)


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map.

    ``country`` is ISO 3166-1 alpha-3; ``latitude`` and ``longitude`` are WGS 84 degrees; ``geonames`` is the GeoNames
    id; ``precision`` is ``building city district region country area`` (how large the thing named is).
    """

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames: int | None
    precision: str
    mention: Span | None = None

    def to_json(self) -> dict[str, Any]:
        """The place as it stands in a report's JSON."""
        return {
            "name": self.name,
            "country": self.country,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "geonames": self.geonames,
            "precision": self.precision,
            "mention": self.mention.to_json() if self.mention else None,
        }

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> "Place":
        """The place that ``to_json`` wrote."""
        mention = Span.from_json(fields["mention"]) if fields.get("mention") else None
        names = ("name", "country", "latitude", "longitude", "geonames", "precision")
        return cls(**{name: fields[name] for name in names}, mention=mention)

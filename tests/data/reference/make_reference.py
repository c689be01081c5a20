"""Synthetic answers for the reference tests: data only, no expected values.

    python make_reference.py [folder]

Writes the CSV files and `design.json` (items, reversed items, scale ends) into the folder, by
default the current one. Every run writes the same bytes: the only source of chance is splitmix64
below, and normal deviates are sums of twelve uniform ones, so no library function is involved.
Nothing here describes a person or an organisation.
"""

import csv
import json
import math
import sys
from pathlib import Path

MASK = (1 << 64) - 1


class SplitMix64:
    """The generator of Steele, Lea & Flood 2014: 64 bits of state, one stream for each file."""

    def __init__(self, seed):
        self.state = seed

    def integer(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def uniform(self):
        """In [0, 1)."""
        return (self.integer() >> 11) * 2.0**-53

    def normal(self):
        """Mean 0, variance 1, within six of the mean."""
        total = 0.0
        for _ in range(12):
            total += self.uniform()
        return total - 6.0


def point(value, low, high):
    """The scale point nearest to a value."""
    return min(max(math.floor(value + 0.5), low), high)


def quarter(value, low, high):
    return min(max(math.floor(value * 4 + 0.5) / 4, low), high)


def write(folder, name, header, rows):
    with open(folder / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([["" if cell is None else cell for cell in row] for row in rows])


# Five scales of five items on 1..6. Strength: how much of the answer the factor explains.
SCALES = {
    "clarity": {"letter": "C", "reversed": [4], "centre": 4.3, "strength": [0.9, 1.0, 0.8, 0.7, 0.9]},
    "support": {"letter": "S", "reversed": [], "centre": 4.0, "strength": [1.1, 1.0, 1.2, 0.9, 1.0]},
    "growth": {"letter": "G", "reversed": [2, 5], "centre": 3.6, "strength": [0.8, 0.6, 1.0, 0.7, 0.5]},
    "strain": {"letter": "T", "reversed": [1], "centre": 3.1, "strength": [0.7, 1.1, 1.0, 0.9, 0.8]},
    "voice": {"letter": "V", "reversed": [3], "centre": 3.8, "strength": [0.5, 0.7, 0.6, 0.9, 0.6]},
}


def survey(folder, seed=11, people=240):
    """Respondents on five scales; 2 % of the cells are blank, and nine people stopped early.

    Items were presented in turns (first of each scale, second of each scale, ...), so who stopped
    early answered the first one, two, three or four of each scale.
    """
    chance = SplitMix64(seed)
    rows = []
    for person in range(1, people + 1):
        stopped = {17: 1, 42: 2, 58: 3, 91: 4, 120: 3, 151: 2, 177: 1, 203: 3, 228: 4}.get(person, 5)
        row = [person]
        for scale in SCALES.values():
            factor = chance.normal()
            for item in range(1, 6):
                value = scale["centre"] + scale["strength"][item - 1] * factor + 1.05 * chance.normal()
                answer = point(value, 1, 6)
                if item in scale["reversed"]:
                    answer = 7 - answer
                # The first item is never blank: everybody has an answer on every scale.
                blank = item > stopped or (chance.uniform() < 0.02 and item > 1)
                row.append(None if blank else answer)
        rows.append(row)
    items = [f"{scale['letter']}{item}" for scale in SCALES.values() for item in range(1, 6)]
    write(folder, "survey_reliability", ["respondent", *items], rows)
    write(folder, "survey_scores", ["respondent", *items], rows)
    scales = {
        name: {
            "items": [f"{scale['letter']}{item}" for item in range(1, 6)],
            "reversed": [f"{scale['letter']}{item}" for item in scale["reversed"]],
        }
        for name, scale in SCALES.items()
    }
    return {"min": 1, "max": 6, "scales": scales}


def teams_icc(folder, seed=22):
    """Twenty targets rated by the same three raters on 1..7, one strict and one lenient."""
    chance = SplitMix64(seed)
    rows = []
    for target in range(1, 21):
        level = 4.1 + 1.0 * chance.normal()
        rows.append([target] + [point(level + bias + 0.9 * chance.normal(), 1, 7) for bias in (0.1, 0.6, -0.7)])
    write(folder, "teams_icc", ["target", "rater1", "rater2", "rater3"], rows)
    return {}


def unequal_teams(folder, seed=33):
    """Twelve teams of 3 to 14 members; a score is the mean of four items on 1..5."""
    chance = SplitMix64(seed)
    rows = []
    for team, size in enumerate([3, 5, 14, 7, 9, 4, 12, 6, 8, 11, 5, 10], start=1):
        level = 3.3 + 0.4 * chance.normal()
        rows += [[team, f"{quarter(level + 0.7 * chance.normal(), 1, 5):g}"] for _ in range(size)]
    write(folder, "unequal_teams", ["ratee", "score"], rows)
    return {}


def teams_agreement(folder, seed=44):
    """Ten teams on six items, 1..5: team 4 agrees fully, team 7 less than at random."""
    chance = SplitMix64(seed)
    rows = []
    for team, size in enumerate([6, 4, 9, 5, 12, 7, 6, 10, 5, 8], start=1):
        spread = 0.5 + 0.4 * chance.uniform()
        levels = [3.1 + 0.4 * chance.normal() for _ in range(6)]
        for member in range(size):
            answers = [point(level + spread * chance.normal(), 1, 5) for level in levels]
            if team == 4:
                answers = [4, 3, 3, 2, 4, 3]
            if team == 7:
                answers = [[1, 5, 2, 4, 1, 5][(member + item) % 6] if item == 0
                           else [1, 2, 3, 4, 5, 3][(member * 5 + item) % 6] for item in range(6)]
            rows.append([team, *answers])
    items = [f"T{item}" for item in range(1, 7)]
    write(folder, "teams_agreement", ["ratee", *items], rows)
    return {"items": items, "response_options": 5, "ranvar_uniform": 2, "min": 1, "max": 5}


def nominal_holes(folder, seed=55):
    """Five raters and fifteen units coded 1..5; unit 6 has one code and unit 11 has none."""
    chance = SplitMix64(seed)
    codes = []
    for unit in range(1, 16):
        true = 1 + chance.integer() % 5
        column = []
        for rater in range(5):
            drawn = chance.uniform()
            code = true if drawn < 0.65 else point(true + 1.2 * chance.normal(), 1, 5)
            hole = chance.uniform() < 0.22 or unit == 11 or (unit == 6 and rater != 2)
            column.append(None if hole else code)
        codes.append(column)
    rows = [[rater + 1] + [column[rater] for column in codes] for rater in range(5)]
    write(folder, "nominal_holes", ["rater"] + [f"u{unit}" for unit in range(1, 16)], rows)
    return {}


def two_waves(folder, seed=66):
    """Forty people on twelve items, 1..4, at two times; nobody changed on i12; four blanks."""
    chance = SplitMix64(seed)
    turned = [2, 5, 6, 9, 11]
    drift = [0.5, 0.2, -0.4, 0.0, 0.6, 0.3, 0.1, -0.2, 0.8, 0.0, 0.4, 0.0]
    rows = []
    for person in range(1, 41):
        before = chance.normal()
        after = 0.85 * before + 0.4 * chance.normal()
        row = [person]
        for item in range(1, 13):
            own = 0.6 * chance.normal()
            first = point(2.2 + 0.7 * before + own + 0.35 * chance.normal(), 1, 4)
            second = point(2.2 + drift[item - 1] + 0.7 * after + own + 0.35 * chance.normal(), 1, 4)
            if item in turned:
                first, second = 5 - first, 5 - second
            if item == 12:
                second = first
            if (person, item) in {(7, 3), (23, 8)}:
                second = None
            if (person, item) in {(31, 8), (35, 10)}:
                first = None
            row += [first, second]
        rows.append(row)
    items = [f"i{item:02}" for item in range(1, 13)]
    header = [f"{item}_t{time}" for item in items for time in (1, 2)]
    write(folder, "two_waves", ["id", *header], rows)
    return {"items": items, "reversed": [items[item - 1] for item in turned], "min": 1, "max": 4}


def two_groups(folder, seed=77):
    """Sum scores (five items, 1..7) of 45 people in group 1 and 75 in group 2, interleaved."""
    chance = SplitMix64(seed)
    rows = []
    for person in range(120):
        group = 1 if person % 8 in (0, 3, 6) else 2
        centre, spread = (25.2, 4.2) if group == 1 else (22.8, 5.1)
        rows.append([group, point(centre + spread * chance.normal(), 5, 35)])
    write(folder, "two_groups", ["group", "score"], rows)
    return {"group_a": "1", "group_b": "2"}


def bca_forty(folder, seed=88):
    """Forty means of five items on 1..6, skewed to the left."""
    chance = SplitMix64(seed)
    rows = []
    for _ in range(40):
        level = 5.0 - 0.55 * chance.normal() ** 2
        total = sum(point(level + 0.8 * chance.normal(), 1, 6) for _ in range(5))
        rows.append([f"{total / 5:g}"])
    write(folder, "bca_forty", ["score"], rows)
    return {}


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    design = {
        "survey_reliability": survey(folder),
        "teams_icc": teams_icc(folder),
        "unequal_teams": unequal_teams(folder),
        "teams_agreement": teams_agreement(folder),
        "nominal_holes": nominal_holes(folder),
        "two_waves": two_waves(folder),
        "two_groups": two_groups(folder),
        "bca_forty": bca_forty(folder),
    }
    (folder / "design.json").write_text(json.dumps(design, indent=1) + "\n")


if __name__ == "__main__":
    main()

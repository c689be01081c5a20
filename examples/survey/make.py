#!/usr/bin/env python3
"""Writes mini-ipip.csv: thirty invented people of an invented organisation, fixed random numbers.

usage: python3 examples/survey/make.py        (Python 3.11 or later, standard library only)

A person has a level in each trait; an answer is that level moved by chance, rounded to the scale and
turned round for items keyed the other way. A few answers are left blank, as in real files.
"""
import csv
import random
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
MEANS = {"extraversion": 3.1, "agreeableness": 3.9, "conscientiousness": 3.5, "neuroticism": 2.6,
         "imagination": 3.7}


def main():
    chance = random.Random(20060601)
    with open(HERE / "mini-ipip.toml", "rb") as file:
        traits = tomllib.load(file)["competency"]
    columns = sorted(item["id"] for trait in traits for item in trait["item"])
    with open(HERE / "mini-ipip.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["organisation", "respondent", *columns], lineterminator="\n")
        writer.writeheader()
        for number in range(1, 31):
            row = {"organisation": "Pepperwick Town Library", "respondent": f"p{number:02}"}
            for trait in traits:
                level = chance.gauss(MEANS[trait["id"]], 0.6)
                for item in trait["item"]:
                    answer = min(5, max(1, round(chance.gauss(level, 0.7))))
                    answer = 6 - answer if item.get("reverse", False) else answer
                    row[item["id"]] = "" if chance.random() < 0.02 else answer
            writer.writerow(row)


if __name__ == "__main__":
    main()

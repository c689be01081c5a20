#!/usr/bin/env python3
"""Writes answers.csv, answers-2025.csv (the same organisation a year before), group.csv and data-protection.csv: invented organisations, invented raters,
fixed random numbers. survey/make.py does the same for the survey.

usage: python3 examples/make.py        (Python 3.11 or later, standard library only)

A rater's answer is the level that the organisation has in a competency, moved by the rater's own
leniency and by chance, rounded to the scale and turned round for reversed items. Blanks, "NA",
labels instead of numbers and contradicting facts are put in on purpose: real files have them.
"""
import csv
import random
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
QUESTIONNAIRES = HERE.parent / "questionnaires"
LABELS = ["Almost never", "Seldom", "About half the time", "Usually", "Almost always"]

# Facts of a middling organisation; each example states what differs. None leaves a fact out.
FACTS = {
    "org.headcount": "250-999", "org.revenue": "50-400M", "org.sector": "", "org.regimes": "none",
    "org.named_security_head_required": "no", "org.independence_required": "no",
    "org.data_sensitivity": 3, "org.incidents_24m": "minor", "org.digital_dependence": 4,
    "org.digital_product": "none", "org.complexity": 3, "org.legacy": 3, "org.change_load": "one",
    "org.it_team": 14, "org.security_team": 1, "org.deputy": "yes",
    "org.cio_incumbent": "full_time", "org.ciso_incumbent": "full_time",
    "org.cto_incumbent": "not_needed", "org.same_person": "no", "org.ciso_reports_to": "cio",
    "org.cio_reports_to": "ceo", "org.board_access": "yearly", "org.soc_cover": "provider_partial",
    "org.it_provider": "no", "org.provider_independent": "yes", "org.oversight_owner": "yes",
    "org.budget_cio": 240000, "org.cost_fulltime_cio": 230000, "org.cost_retainer_month_cio": 8000,
    "org.budget_ciso": 230000, "org.cost_fulltime_ciso": 220000,
    "org.cost_retainer_month_ciso": 7500, "org.time_to_fill_months": 5,
    "org.coverage": "office_hours", "org.risk_appetite": "balanced", "org.confidentiality": 2,
    "org.growth": "stable", "org.remote_share": 30,
}
PRICES = [fact for fact in FACTS if "budget" in fact or "cost_" in fact]
TWO_HATS = {"org.ciso_incumbent": "part_time", "org.same_person": "yes"}
VACANT_CISO = {"org.ciso_incumbent": "nobody", "org.ciso_reports_to": "nobody"}
SMALL = {
    "org.headcount": "50-249", "org.revenue": "10-50M", "org.it_team": 4, "org.security_team": 0,
    "org.budget_cio": 70000, "org.cost_fulltime_cio": 190000, "org.cost_retainer_month_cio": 4500,
    "org.budget_ciso": 60000, "org.cost_fulltime_ciso": 200000,
    "org.cost_retainer_month_ciso": 4000,
}
LARGE = {
    "org.headcount": "1000-4999", "org.revenue": "400M-6B", "org.it_team": 95,
    "org.security_team": 7, "org.complexity": 4, "org.budget_cio": 360000,
    "org.cost_fulltime_cio": 320000, "org.cost_retainer_month_cio": 14000,
    "org.budget_ciso": 340000, "org.cost_fulltime_ciso": 300000,
    "org.cost_retainer_month_ciso": 13000,
}
FREQUENCIES = ["Almost never", "Seldom", "Sometimes", "About half the time", "Often", "Usually",
               "Almost always"]
DATA_PROTECTION = {
    "dp.headcount": "250-999", "dp.required": "law", "dp.sensitivity": 5,
    "dp.privacy_holder": "full_time", "dp.dpo_holder": "part_time", "dp.same_person": "yes",
    "dp.dpo_reports_to": "it", "dp.budget_dpo": 60000, "dp.cost_fulltime_dpo": 105000,
    "dp.fee_month_dpo": 3200,
}
NINE = ["self", "manager", "peer", "peer", "peer", "report", "report", "report", "board"]


def items(questionnaire, parts):
    """Competencies of the questionnaire with their items, roles in the order of its file."""
    competencies = []
    for part in parts:
        with open(QUESTIONNAIRES / questionnaire / f"{part}.toml", "rb") as file:
            competencies += tomllib.load(file)["competency"]
    return competencies


class Maker:
    def __init__(self, seed, questionnaire="technology-leadership",
                 roles=("cio", "ciso", "cto", "partnership"), points=5, usual=FACTS):
        self.random = random.Random(seed)
        self.roles, self.points, self.usual = roles, points, usual
        self.competencies = items(questionnaire, roles)
        self.rows = []

    def organisation(self, name, levels, raters=NINE, facts=(), left_out=(), self_bias=0.5,
                     spread=0.55, subjects=(("", "", ""),), comments=(), importance=False, year=2026):
        """Adds an organisation; `levels` maps a role or competency id to the level on the scale."""
        known = {**self.usual, **dict(facts)}
        known = {fact: value for fact, value in known.items()
                 if fact not in left_out and value not in (None, "")}
        respondent = 0
        first = len(self.rows)
        for subject, role, standing in subjects:
            for rater in raters if not subject or standing != "external" else ["manager", "board", "other"]:
                respondent += 1
                row = {"organisation": name, "respondent": f"r{respondent:02}",
                       "subject": subject, "role": role, "standing": standing, "rater": rater,
                       "submitted_at": f"{year}-03-{2 + respondent % 20:02}T{8 + respondent % 9:02}:15:00"}
                key = f"{subject}:" if f"{subject}:" in levels else ""
                self.answers(row, levels, key, role, rater, self_bias, spread)
                self.rows.append(row)
        self.rows[first].update(known)
        if len(raters) > 1:
            self.rows[first + 1].update(known)
        for offset, about, text in comments:
            self.rows[first + offset][f"comment.{about}"] = text
        if importance:
            self.rate_importance(self.rows[first:first + len(raters)], levels)

    def answers(self, row, levels, key, role, rater, self_bias, spread):
        lenient = self.random.gauss(0, 0.3) + (self_bias if rater == "self" else 0)
        for competency in self.competencies:
            own = competency["role"]
            level = levels.get(competency["id"], levels.get(own))
            if key:
                level = levels[key].get(competency["id"], levels[key].get(own))
            if level is None or (role and own not in (role, "partnership")):
                continue
            for item in competency["item"]:
                draw, chance = self.random.gauss(level + lenient, spread), self.random.random()
                if chance < 0.015 or (rater == "board" and chance < 0.12):
                    row[item["id"]] = "NA"
                elif chance > 0.985:
                    row[item["id"]] = ""
                else:
                    answer = min(self.points, max(1, round(draw)))
                    row[item["id"]] = self.points + 1 - answer if item.get("reverse", False) else answer

    def rate_importance(self, rows, levels):
        for row in rows:
            for competency in self.competencies:
                if competency["role"] in levels or competency["id"] in levels:
                    usual = 4.4 if competency["weight"] > 1.2 else 3.6
                    row[f"importance.{competency['id']}"] = min(5, max(1, round(self.random.gauss(usual, 0.6))))

    def write(self, path):
        asked = [item["id"] for competency in self.competencies for item in competency["item"]]
        columns = ["organisation", "respondent", "subject", "role", "standing", "rater",
                   "submitted_at", *asked, *self.usual, "org.currency", "org.invited", "org.deadline_months"]
        extra = [f"{kind}.{competency['id']}" for kind in ("importance", "comment")
                 for competency in self.competencies]
        extra += [f"comment.{role}" for role in self.roles]
        columns += extra
        used = [column for column in columns if any(row.get(column, "") != "" for row in self.rows)]
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, used, restval="", extrasaction="raise", lineterminator="\n")
            writer.writeheader()
            for row in self.rows:
                writer.writerow({column: row[column] for column in used if column in row})


def in_labels(row, style, labels=LABELS):
    """Turns a row's numbers into the labels of the scale, as some survey tools export them."""
    for column, value in row.items():
        if isinstance(value, int) and column.count(".") == 2 and not column.startswith("importance"):
            label = labels[value - 1]
            row[column] = label if style == "label" else f"{value} - {label}"


def answers():
    make = Maker(20260302)
    make.organisation(
        "Cloudberry Foods",
        {"cio": 4.1, "cio.security": 3.6, "cio.data": 3.5, "cio.partnering": 4.4,
         "ciso": 2.7, "ciso.incident": 2.2, "ciso.board": 2.1, "ciso.compliance": 3.3,
         "ciso.risk": 2.5, "partnership": 3.2, "par.incident": 2.6},
        facts={**TWO_HATS, "org.sector": "Food production", "org.data_sensitivity": 4,
               "org.incidents_24m": "material", "org.worst_case_cost": 2400000,
               "org.worst_case_downtime_days": 6, "org.security_team": 0, "org.board_access": "ad_hoc",
               "org.currency": "EUR", "org.invited": 11,
               "org.budget_ciso": 160000, "org.cost_fulltime_ciso": 175000,
               "org.cost_retainer_month_ciso": 8500},
        importance=True,
        comments=[
            (1, "ciso", "Security gets the hours that are left after IT. That was fine three years ago."),
            (2, "ciso.incident", "When the packing line stopped in November nobody could say who was in charge."),
            (3, "cio", "Keeps promises. Plans are clear and arrive before we have to ask."),
            (4, "cio.partnering", "Best working relation with IT since I joined."),
            (5, "ciso.risk", "The risk list exists, but it is last year's."),
            (6, "partnership", "Hard to disagree with yourself: IT and security are one desk."),
            (8, "ciso.board", "The board has seen one security paper in eighteen months."),
        ])
    rows = make.rows
    in_labels(rows[3], "label")
    in_labels(rows[6], "both")
    rows[1]["org.deputy"] = "no"          # the manager and the holder disagree
    rows[2]["org.deputy"] = "yes"
    rows[2]["org.security_team"] = 1      # ... and a peer counts someone else
    for item in ("cio.data.1", "cio.data.2", "cio.data.3"):
        rows[7][item] = ""                # too few answers for a score of this competency
    make.write(HERE / "answers.csv")


def earlier():
    make = Maker(20250303)
    make.organisation(
        "Cloudberry Foods",
        {"cio": 3.9, "cio.security": 2.2, "cio.data": 3.4, "cio.partnering": 3.1,
         "ciso": 2.5, "ciso.incident": 2.3, "ciso.board": 2.0, "ciso.compliance": 3.0,
         "ciso.risk": 2.4, "partnership": 3.1, "par.incident": 2.5},
        raters=NINE[:8], year=2025,
        facts={**TWO_HATS, "org.sector": "Food production", "org.data_sensitivity": 3,
               "org.incidents_24m": "none", "org.security_team": 0, "org.board_access": "never",
               "org.digital_dependence": 3, "org.currency": "EUR", "org.invited": 10,
               "org.budget_ciso": 60000, "org.cost_fulltime_ciso": 170000,
               "org.cost_retainer_month_ciso": 8500})
    make.write(HERE / "answers-2025.csv")


def group():
    make = Maker(20260414)
    strong, fair, weak = 4.15, 3.4, 2.5
    make.organisation(
        "Acorn & Vale Solicitors", {"cio": weak, "ciso": 2.3, "partnership": 2.8},
        raters=["manager", "peer", "peer", "peer", "other", "other", "other"], left_out=PRICES,
        facts={**SMALL, "org.headcount": "<50", "org.revenue": "<10M", "org.sector": "Legal services",
               "org.it_team": 0, "org.cio_incumbent": "nobody", **VACANT_CISO,
               "org.cio_reports_to": "nobody", "org.complexity": 1, "org.digital_dependence": 3,
               "org.change_load": "none", "org.it_provider": "mostly", "org.deputy": "no"})
    make.organisation(
        "Bluebell Clinics", {"cio": 3.9, "ciso": 2.6, "partnership": 3.1},
        facts={**SMALL, **TWO_HATS, "org.sector": "Health care", "org.regimes": "hipaa",
               "org.data_sensitivity": 5, "org.incidents_24m": "material", "org.currency": "USD",
               "org.budget_ciso": 80000, "org.cost_retainer_month_ciso": 5000, "org.invited": 12})
    make.organisation(
        "Cinderford Savings Bank", {"cio": 4.0, "ciso": 2.8, "partnership": 2.9},
        facts={**LARGE, **TWO_HATS, "org.sector": "Banking", "org.regimes": "dora",
               "org.data_sensitivity": 5, "org.incidents_24m": "material", "org.confidentiality": 4,
               "org.digital_dependence": 5, "org.currency": "EUR", "org.risk_appetite": "averse"})
    make.organisation(
        "Driftwood Logistics",
        {"cio": 2.3, "ciso": 3.9, "partnership": 3.0, "Imre Fable:": {"cio": 3.9},
         "Oona Marsh:": {"cio": 2.3, "ciso": None, "partnership": 3.0},
         "Pell Sandor:": {"ciso": 3.9, "partnership": 3.1}},
        raters=["self", "manager", "peer", "peer", "peer", "report", "report", "report"],
        subjects=(("Oona Marsh", "cio", "incumbent"), ("Pell Sandor", "ciso", "incumbent"),
                  ("Imre Fable", "cio", "candidate")),
        facts={**LARGE, "org.sector": "Transport", "org.change_load": "four_plus", "org.legacy": 5,
               "org.ciso_reports_to": "ceo", "org.digital_dependence": 5, "org.currency": "GBP"})
    make.organisation(
        "Emberly Energy", {"cio": strong, "ciso": strong, "partnership": 4.3},
        facts={**LARGE, "org.headcount": "5000+", "org.sector": "Energy", "org.incidents_24m": "none",
               "org.regimes": "nis2_2024_2690", "org.board_access": "quarterly_plus",
               "org.currency": "EUR", "org.soc_cover": "internal_24x7"}, self_bias=0.1)
    make.organisation(
        "Foxglove Retail", {"cio": 3.8, "ciso": 4.0, "partnership": 3.9},
        facts={**SMALL, "org.sector": "Retail", "org.regimes": "pci_dss4",
               "org.ciso_incumbent": "outsourced", "org.ciso_reports_to": "ceo",
               "org.board_access": "quarterly_plus", "org.currency": "GBP",
               "org.budget_cio": 200000})
    make.organisation(
        "Gable Mutual Insurance", {"cio": fair, "ciso": 2.7, "partnership": 3.2},
        facts={**VACANT_CISO, "org.sector": "Insurance", "org.regimes": "nydfs500",
               "org.named_security_head_required": "yes", "org.oversight_owner": "no",
               "org.data_sensitivity": 4, "org.currency": "USD"})
    make.organisation(
        "Harbourlight Software", {"cio": 3.7, "ciso": 3.3, "cto": 2.4, "partnership": 3.4},
        facts={"org.sector": "Software", "org.digital_product": "core", "org.cto_incumbent": "nobody",
               "org.growth": "fast_or_merging", "org.digital_dependence": 5, "org.it_team": 20,
               "org.change_load": "two_three", "org.ciso_reports_to": "ceo", "org.currency": "USD"})
    make.organisation(
        "Ivy Lane School Trust", {"cio": 3.6, "ciso": 3.4, "partnership": 3.5}, raters=["self", "self"],
        facts={**SMALL, **TWO_HATS, "org.sector": "Education"}, left_out=PRICES)
    make.organisation(
        "Juniper Textiles", {"cio": 3.1, "ciso": 2.9}, raters=["manager"],
        left_out=[*PRICES, "org.legacy", "org.complexity", "org.soc_cover", "org.growth",
                  "org.it_team", "org.security_team", "org.board_access", "org.coverage"],
        facts={"org.sector": "Manufacturing", "org.independence_required": "unknown"})
    make.organisation(
        "Kestrel Aero Parts", {"cio": 3.6, "ciso": 2.0, "partnership": 2.7},
        facts={**LARGE, **VACANT_CISO, "org.sector": "Aerospace suppliers", "org.deadline_months": 3,
               "org.time_to_fill_months": 9, "org.incidents_24m": "severe", "org.data_sensitivity": 5,
               "org.confidentiality": 4, "org.growth": "growing", "org.currency": "EUR"})
    make.organisation(
        "Lantern Housing", {"cio": 4.2, "ciso": 4.0, "partnership": 4.1},
        facts={**SMALL, **TWO_HATS, "org.sector": "Housing", "org.incidents_24m": "none",
               "org.data_sensitivity": 2, "org.complexity": 2, "org.digital_dependence": 2,
               "org.legacy": 2, "org.change_load": "none", "org.currency": "GBP"}, self_bias=0.0)
    make.write(HERE / "group.csv")


def data_protection():
    make = Maker(20260511, "data-protection", ("privacy", "dpo"), points=7, usual=DATA_PROTECTION)
    make.organisation(
        "Teasel & Thrum Dental Group",
        {"privacy": 5.2, "privacy.design": 4.8, "privacy.response": 5.7, "dpo": 3.9, "dpo.advice": 5.2,
         "dpo.voice": 2.9},
        facts={"org.currency": "EUR", "org.invited": 10}, self_bias=0.7, spread=0.8,
        comments=[
            (1, "dpo.voice", "The same person sets up the patient portal and signs it off."),
            (3, "privacy.response", "Every request from a patient was answered on time this year."),
            (5, "dpo.monitoring", "Checks happen after a complaint, not before."),
            (8, "dpo", "The board has never met the officer without the managers."),
        ])
    rows = make.rows
    in_labels(rows[4], "label", FREQUENCIES)
    in_labels(rows[7], "both", FREQUENCIES)
    make.write(HERE / "data-protection.csv")


if __name__ == "__main__":
    answers()
    earlier()
    group()
    data_protection()

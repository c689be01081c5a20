"""Expected values for the synthetic data of make_reference.py, each from two tools.

    python make_reference.py [folder]
    Rscript expected.R [folder]
    python expected.py [folder]

Takes the values of R packages from r_values.json, computes every one of them a second time from
its formula or with a Python package, prints the largest relative difference of each quantity, and
writes one JSON file for each data set. What R could not compute here (packages irr, effsize and
careless are not packaged by Debian) comes from the formulas below; each JSON says so in `tool`.
"""

import csv
import itertools
import json
import math
import sys
import warnings
from fractions import Fraction
from pathlib import Path

import krippendorff
import mpmath
import numpy as np
import pandas as pd
import pingouin
from scipy import optimize, stats
from statsmodels.stats.multitest import multipletests

warnings.filterwarnings("ignore")
FOLDER = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
OURS = "synthetic, make_reference.py (ours; MIT OR Apache-2.0): "


def decoded(value):
    """r_values.json writes a double as "#" and 17 digits."""
    if isinstance(value, dict):
        return {key: decoded(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [decoded(inner) for inner in value]
    if isinstance(value, str) and value.startswith("#"):
        return float(value[1:])
    return value


R = decoded(json.loads((FOLDER / "r_values.json").read_text()))
DESIGN = json.loads((FOLDER / "design.json").read_text())
TOOLS = {name: f"{name} {version}" for name, version in R["versions"]["packages"].items()}
LARGEST = {}


def check(quantity, first, second, scale=None):
    """Notes the relative difference of two values (numbers, or lists of numbers); gives the first."""
    for one, two in zip(np.atleast_1d(first), np.atleast_1d(second), strict=True):
        if one is None or two is None:
            assert one is two, quantity
            continue
        difference = abs(one - two) / (scale or abs(two) or 1.0)
        LARGEST[quantity] = max(LARGEST.get(quantity, 0.0), float(difference))
    return first


def check_all(prefix, first, second):
    for key, value in second.items():
        if isinstance(value, str) or (isinstance(value, list) and value and isinstance(value[0], str)):
            assert first[key] == value, key
        elif isinstance(value, dict):
            check_all(prefix, first[key], value)
        else:
            check(f"{prefix} {key}", first[key], value)
    return first


def table(name):
    """Columns of a CSV file; a blank cell is NaN."""
    return pd.read_csv(FOLDER / f"{name}.csv")


def floats(values):
    return [float(value) for value in values]


def turned(data, items, reversed_items, low, high):
    answers = data[items].to_numpy(dtype=float)
    for at, item in enumerate(items):
        if item in reversed_items:
            answers[:, at] = low + high - answers[:, at]
    return answers


# ---- Internal consistency ---------------------------------------------------------------------


def pairwise_covariance(answers):
    """Covariance of each pair over the rows that have both, as R cov(use = "pairwise")."""
    k = answers.shape[1]
    c = np.empty((k, k))
    for i, j in itertools.product(range(k), repeat=2):
        kept = ~np.isnan(answers[:, i]) & ~np.isnan(answers[:, j])
        c[i, j] = np.cov(answers[kept, i], answers[kept, j])[0, 1]
    return c


def pairwise_correlation_mean(answers):
    k = answers.shape[1]
    total = []
    for i, j in itertools.combinations(range(k), 2):
        kept = ~np.isnan(answers[:, i]) & ~np.isnan(answers[:, j])
        total.append(np.corrcoef(answers[kept, i], answers[kept, j])[0, 1])
    return np.mean(total)


def alpha_of(c):
    k = len(c)
    return k / (k - 1) * (1 - np.trace(c) / c.sum())


def standardised(c):
    spread = np.sqrt(np.diag(c))
    return c / np.outer(spread, spread)


def without(c, i):
    return np.delete(np.delete(c, i, 0), i, 1)


def feldt(alpha, n, k, level):
    side = (1 - level) / 2
    f = stats.f(n - 1, (n - 1) * (k - 1))
    return [1 - (1 - alpha) * f.isf(side), 1 - (1 - alpha) * f.ppf(side)]


def consistency(answers):
    n, k = answers.shape
    c = pairwise_covariance(answers)
    r = standardised(c)
    off = (r.sum() - k) / (k * (k - 1))
    seen = pairwise_correlation_mean(answers)
    alpha = alpha_of(c)
    total = c.sum()
    score = np.nanmean(answers, axis=1)
    item_total = []
    for item in answers.T:
        kept = ~np.isnan(item)
        item_total.append(np.corrcoef(item[kept], score[kept])[0, 1])
    return {
        "n_complete": int((~np.isnan(answers).any(axis=1)).sum()),
        "n_used_for_ci": n,
        "k": k,
        "alpha_raw": alpha,
        "alpha_std": k * off / (1 + (k - 1) * off),
        "mean_interitem_r": off,
        "alpha_std_pairwise_cor": k * seen / (1 + (k - 1) * seen),
        "feldt_ci95": feldt(alpha, n, k, 0.95),
        "feldt_ci90": feldt(alpha, n, k, 0.90),
        "alpha_if_deleted": [alpha_of(without(c, i)) for i in range(k)],
        "std_alpha_if_deleted": [alpha_of(without(r, i)) for i in range(k)],
        "corrected_item_total_r": [
            (c[i].sum() - c[i, i]) / math.sqrt(c[i, i] * without(c, i).sum()) for i in range(k)
        ],
        "raw_item_total_r": item_total,
        "item_n": floats((~np.isnan(answers)).sum(axis=0)),
        "item_mean": floats(np.nanmean(answers, axis=0)),
        "item_sd": floats(np.nanstd(answers, axis=0, ddof=1)),
        "psych_scale_mean": score.mean(),
        "psych_scale_sd": score.std(ddof=1),
    }


def lambda6_of(answers):
    r = np.corrcoef(answers.T)
    return 1 - (len(r) - (1 - 1 / np.diag(np.linalg.inv(r))).sum()) / r.sum()


def halves(answers):
    first = answers[:, 0::2].sum(axis=1)
    second = answers[:, 1::2].sum(axis=1)
    r = np.corrcoef(first, second)[0, 1]
    p = len(answers.T[0::2]) / len(answers.T)
    # Horst 1951: the reliability of the whole from halves of unequal length.
    q = 1 - p
    horst = (math.sqrt(r**4 + 4 * r**2 * (1 - r**2) * p * q) - r**2) / (2 * p * q * (1 - r**2))
    lambda4 = 4 * np.cov(first, second)[0, 1] / np.var(first + second, ddof=1)
    return {"r": r, "spearman_brown": 2 * r / (1 + r), "horst_unequal": horst, "guttman_lambda4": lambda4}


def all_halves(r):
    """Split-half reliability 4 r_ab / r_t of every split into floor(k/2) and the rest."""
    k = len(r)
    half = k // 2
    found = []
    for chosen in itertools.combinations(range(k), half):
        if k % 2 == 0 and 0 not in chosen:
            continue
        rest = [i for i in range(k) if i not in chosen]
        found.append(4 * r[np.ix_(chosen, rest)].sum() / r.sum())
    return found


def mean_of_halves(r):
    """The mean of all_halves without visiting them: how often two items are in different parts."""
    k, half = len(r), len(r) // 2
    apart = 2 * half * (k - half) / (k * (k - 1))
    return 4 * apart * (r.sum() - k) / 2 / r.sum()


def ml_one_factor(s):
    """Loadings and residual variances of one factor by maximum likelihood (S with divisor N).

    The likelihood equations: loadings are the first eigenvector of theta^-1/2 S theta^-1/2 scaled
    by sqrt(eigenvalue - 1), and residual variances are diag(S) - loadings^2.
    """

    def loadings(theta):
        root = np.sqrt(theta)
        value, vector = np.linalg.eigh(s / np.outer(root, root))
        found = root * vector[:, -1] * math.sqrt(max(value[-1] - 1, 0))
        return found * np.sign(found.sum())

    theta = np.diag(s) * 0.5
    for _ in range(20000):
        new = np.diag(s) - loadings(theta) ** 2
        if np.max(np.abs(new - theta)) < 1e-15:
            break
        theta = new
    found = loadings(theta)
    # Slopes of log|Sigma| + tr(S Sigma^-1) at the solution: 0 but for rounding.
    inverse = np.linalg.inv(np.outer(found, found) + np.diag(theta))
    weight = inverse - inverse @ s @ inverse
    check("omega ML slopes at the solution (absolute)", [*(2 * weight @ found), *np.diag(weight)],
          np.zeros(2 * len(s)), 1.0)
    return found, theta


def minres_one_factor(r):
    """Loadings that make the off-diagonal residuals of a correlation matrix smallest."""
    rows, columns = np.tril_indices(len(r), -1)
    fit = optimize.least_squares(
        lambda x: x[rows] * x[columns] - r[rows, columns], np.full(len(r), 0.6),
        method="lm", xtol=1e-15, ftol=1e-15, gtol=1e-15,
    )
    return fit.x * np.sign(fit.x.sum())


def omega_of(answers):
    n = len(answers)
    s = np.cov(answers.T) * (n - 1) / n
    loadings, theta = ml_one_factor(s)
    r = np.corrcoef(answers.T)
    small = minres_one_factor(r)
    unique = 1 - small**2
    common = loadings.sum() ** 2
    return {
        "n": n,
        "lavaan_ml_loadings": floats(loadings),
        "lavaan_ml_residual_var": floats(theta),
        "omega_lavaan_ml": common / (common + theta.sum()),
        "omega_semTools_compRelSEM_modelvar": common / (common + theta.sum()),
        "omega_semTools_compRelSEM_obsvar": common / s.sum(),
        "minres_loadings_corr": floats(small),
        "minres_uniqueness": floats(unique),
        "omega_minres_model": small.sum() ** 2 / (small.sum() ** 2 + unique.sum()),
        "omega_minres_observedR": 1 - unique.sum() / r.sum(),
        "omega_psych_omega_nf1": 1 - unique.sum() / r.sum(),
    }


def reliability():
    data, plan = table("survey_reliability"), DESIGN["survey_reliability"]
    scales = {}
    for name, scale in plan["scales"].items():
        found = R["survey_reliability"][name]
        answers = turned(data, scale["items"], scale["reversed"], plan["min"], plan["max"])
        complete = answers[~np.isnan(answers).any(axis=1)]
        pairwise = check_all("pairwise", found["pairwise"], consistency(answers))
        check("pingouin alpha_raw", pairwise["alpha_raw"],
              pingouin.cronbach_alpha(pd.DataFrame(answers), nan_policy="pairwise")[0])
        listwise = found["listwise"]
        check_all("listwise", listwise, consistency(complete))
        score = complete.mean(axis=1)
        spread = score.std(ddof=1)
        error = math.sqrt(1 - alpha_of(np.cov(complete.T)))
        check_all("listwise", listwise, {
            "scale_mean": score.mean(), "scale_sd": spread, "sem": spread * error,
            "sum_score_sd": spread * complete.shape[1], "sem_sum": spread * error * complete.shape[1],
            "split_half": halves(complete), "lambda6": lambda6_of(complete),
        })
        splits = all_halves(np.corrcoef(complete.T))
        psych_splits = listwise.pop("psych_split_half_all")
        # psych visits every split of an even number of items: the same function on four of them.
        four = listwise.pop("psych_split_half_four")
        fewer = all_halves(np.corrcoef(complete[:, :4].T))
        check("split_half_all (psych, first four items)", [four["maxrb"], four["minrb"], four["meanr"]],
              [max(fewer), min(fewer), np.mean(fewer)])
        check("split_half_all average (closed form)", np.mean(splits), mean_of_halves(np.corrcoef(complete.T)))
        lambda6 = listwise.pop("lambda6")
        split_half = listwise.pop("split_half")
        listwise["sem_note"] = "sem = SD(mean score, n-1) * sqrt(1 - alpha_raw)"
        listwise["split_half"] = split_half
        listwise["split_half_all"] = {
            "max": max(splits), "min": min(splits), "average": math.fsum(splits) / len(splits),
            "note": "4 r_ab / r_t of the correlation matrix over all splits, from the formula; psych::splitHalf visits only half of "
            f"the splits of an odd number of items (here max/min/mean {psych_splits['maxrb']:.6f}/"
            f"{psych_splits['minrb']:.6f}/{psych_splits['meanr']:.6f})",
        }
        listwise["lambda6"] = lambda6
        exact = omega_of(complete)
        for key, value in exact.items():
            check(f"omega {key}", found["omega"][key], value)
        exact["note"] = (
            "one-factor ML on listwise complete raw items, N divisor, to the last digits of the likelihood "
            "equations; lavaan and psych stop earlier and agree to the differences in the README"
        )
        scales[name] = {**scale, "min": plan["min"], "max": plan["max"], "pairwise": pairwise,
                        "listwise": listwise, "omega": exact}
    return {
        "input": "survey_reliability.csv",
        "source": OURS + "240 respondents, five scales of five items, 1..6",
        "tool": f"{TOOLS['psych']} alpha; {TOOLS['lavaan']} cfa, {TOOLS['semTools']} compRelSEM and psych fa/omega "
        "confirmed the omega section, which is the solution of the likelihood (minres) equations in numpy; "
        "Feldt CI via F quantiles with n-1 and (n-1)(k-1); all checked with numpy, scipy and pingouin",
        "tolerance_rel": 1e-9,
        "tolerance_rel_omega_lavaan": 1e-7,
        "scales": scales,
    }


# ---- Scale scores -----------------------------------------------------------------------------


def quantile7(sorted_values, p):
    at = (len(sorted_values) - 1) * p
    low = math.floor(at)
    high = min(low + 1, len(sorted_values) - 1)
    return sorted_values[low] + (at - low) * (sorted_values[high] - sorted_values[low])


def summary(scores, low, high):
    n = len(scores)
    mean = sum(scores) / n
    variance = sum((score - mean) ** 2 for score in scores) / (n - 1)
    ordered = sorted(scores)
    se = math.sqrt(variance / n)
    half = stats.t.ppf(0.975, n - 1) * se
    return {
        "n": n, "mean": float(mean), "sd": math.sqrt(variance), "se": se,
        "t_ci95": [float(mean) - half, float(mean) + half],
        "pomp_mean": float(100 * (mean - low) / (high - low)),
        "median": float(quantile7(ordered, Fraction(1, 2))),
        "q_type7": [float(quantile7(ordered, Fraction(p, 100))) for p in (10, 25, 75, 90)],
    }


def scores():
    data, plan = table("survey_reliability"), DESIGN["survey_reliability"]
    scales = {}
    for name, scale in plan["scales"].items():
        answers = turned(data, scale["items"], scale["reversed"], plan["min"], plan["max"])
        k = answers.shape[1]
        count = (~np.isnan(answers)).sum(axis=1)
        total = np.nansum(answers, axis=1)
        score = [Fraction(int(t), int(c)) for t, c in zip(total, count)]
        rules = {"available": count >= 1, "half_rule": 2 * count >= k,
                 "eighty_pct_rule": 5 * count >= 4 * k, "complete_only": count == k}
        entry = dict(scale)
        for rule, kept in rules.items():
            exact = summary([s for s, keep in zip(score, kept) if keep], plan["min"], plan["max"])
            check_all("scores", R["survey_scores"][name][rule], exact)
            entry[rule] = exact
        half = rules["half_rule"][:10]
        entry["first10_scores_half_rule"] = [float(s) if h else None for s, h in zip(score, half)]
        entry["first10_prorated_sums_half_rule"] = [float(k * s) if h else None for s, h in zip(score, half)]
        scales[name] = entry
    return {
        "input": "survey_reliability.csv", "min": plan["min"], "max": plan["max"],
        "rules": "half_rule: 2 * answered >= k; eighty_pct_rule: 5 * answered >= 4 * k; available: any answer; "
        "score = mean of answered items after reversal; prorated sum = k * score; "
        "POMP = 100 * (mean - min) / (max - min); q_type7 = 10, 25, 75 and 90 %",
        "tool": "exact fractions and scipy t quantiles; R t.test and quantile(type = 7) agree",
        "tolerance_rel": 1e-12,
        "scales": scales,
    }


# ---- Reliability of raters ----------------------------------------------------------------------


def icc_bounds(single, k):
    """Spearman-Brown of a bound; undefined where that changes sign."""
    return None if single <= -1 / (k - 1) else k * single / (1 + (k - 1) * single)


def icc():
    data = table("teams_icc")
    found = R["teams_icc"]
    x = data.iloc[:, 1:].to_numpy(dtype=float)
    n, k = x.shape
    grand = x.mean()
    rows, columns = x.mean(axis=1), x.mean(axis=0)
    total = ((x - grand) ** 2).sum()
    ss_r, ss_c = k * ((rows - grand) ** 2).sum(), n * ((columns - grand) ** 2).sum()
    msr, msc = ss_r / (n - 1), ss_c / (k - 1)
    msw = (total - ss_r) / (n * (k - 1))
    mse = (total - ss_r - ss_c) / ((n - 1) * (k - 1))
    check_all("icc", found, {"n": n, "k": k, "MSR": msr, "MSC": msc, "MSW": msw, "MSE": mse})

    def quantile(df1, df2):
        return stats.f.isf(0.025, df1, df2)

    # McGraw & Wong 1996, table 7 and appendix (with the correction of 1996, 1, 390).
    f1, f3 = msr / msw, msr / mse
    low1, high1 = f1 / quantile(n - 1, n * (k - 1)), f1 * quantile(n * (k - 1), n - 1)
    low3, high3 = f3 / quantile(n - 1, (n - 1) * (k - 1)), f3 * quantile((n - 1) * (k - 1), n - 1)
    agree = (msr - mse) / (msr + (k - 1) * mse + k * (msc - mse) / n)
    agree_k = (msr - mse) / (msr + (msc - mse) / n)

    def satterthwaite(estimate):
        a, b = k * estimate / (n * (1 - estimate)), 1 + k * estimate * (n - 1) / (n * (1 - estimate))
        return (a * msc + b * mse) ** 2 / ((a * msc) ** 2 / (k - 1) + (b * mse) ** 2 / ((n - 1) * (k - 1)))

    v = satterthwaite(agree)
    fl, fu = quantile(n - 1, v), quantile(v, n - 1)
    low2 = n * (msr - fl * mse) / (fl * (k * msc + (k * n - k - n) * mse) + n * msr)
    high2 = n * (fu * msr - mse) / (k * msc + (k * n - k - n) * mse + n * fu * msr)

    def form(value, f, df2, low, high, single):
        return {"value": value, "lbound": low, "ubound": high, "F": f, "df1": n - 1, "df2": df2,
                "p": stats.f.sf(f, n - 1, df2)}

    one = n * (k - 1)
    two = (n - 1) * (k - 1)
    bounds1 = [(b - 1) / (b + k - 1) for b in (low1, high1)]
    bounds3 = [(b - 1) / (b + k - 1) for b in (low3, high3)]
    irr = {
        "oneway_single": form((msr - msw) / (msr + (k - 1) * msw), f1, one, *bounds1, True),
        "twoway_agreement_single": form(agree, f3, v, low2, high2, True),
        "twoway_consistency_single": form((msr - mse) / (msr + (k - 1) * mse), f3, two, *bounds3, True),
        "oneway_average": form((msr - msw) / msr, f1, one, 1 - 1 / low1, 1 - 1 / high1, False),
        "twoway_agreement_average": form(agree_k, f3, v, icc_bounds(low2, k), icc_bounds(high2, k), False),
        "twoway_consistency_average": form((msr - mse) / msr, f3, two, 1 - 1 / low3, 1 - 1 / high3, False),
    }
    names = dict(zip(irr, ["ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)"]))
    for ours, theirs in names.items():
        other = found["psych"][theirs]
        for key, here in {"icc": "value", "F": "F", "ci95_lower": "lbound", "ci95_upper": "ubound"}.items():
            check(f"icc {key}", other[key], irr[ours][here])
        check("icc p", other["p"], stats.f.sf(other["F"], other["df1"], other["df2"]))
    long = data.melt(id_vars="target", var_name="rater", value_name="score")
    again = pingouin.intraclass_corr(long, "target", "rater", "score")
    check("icc pingouin", floats(found["psych"][name]["icc"] for name in
                                 ["ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)"]),
          floats(again["ICC"]))
    return {
        "input": "teams_icc.csv",
        "source": OURS + "20 targets, 3 raters, 1..7, complete",
        "tool": f"{TOOLS['psych']} ICC(lmer = FALSE), checked with numpy and pingouin; section irr from the formulas "
        "of McGraw & Wong 1996 (R irr was not at hand)",
        "tolerance_rel": 1e-9,
        "n": n, "k": k, "MSR": found["MSR"], "MSC": found["MSC"], "MSW": found["MSW"], "MSE": found["MSE"],
        "psych": found["psych"],
        "irr": irr,
        "note": "psych and irr differ in the df2 and p of the agreement forms (irr: Satterthwaite). The bounds of "
        "twoway_agreement_average are right here (Spearman-Brown of the single bounds, as in psych) and df2 is that "
        "of the single form: irr 0.84.1 itself multiplies by k twice there.",
    }


def unequal():
    data = table("unequal_teams")
    found = R["unequal_teams"]
    teams = [group["score"].to_numpy(dtype=float) for _, group in data.groupby("ratee", sort=False)]
    sizes = [len(team) for team in teams]
    g, total = len(teams), sum(sizes)
    grand = data["score"].mean()
    msb = sum(len(t) * (t.mean() - grand) ** 2 for t in teams) / (g - 1)
    msw = sum(((t - t.mean()) ** 2).sum() for t in teams) / (total - g)
    mean_n = total / g
    n0 = float(Fraction(total * total - sum(s * s for s in sizes), total * (g - 1)))
    check_all("unequal", found, {
        "MSB": msb, "MSW": msw, "F": stats.f_oneway(*teams).statistic, "df1": g - 1, "df2": total - g,
        "icc1_multilevel_mean_n": (msb - msw) / (msb + (mean_n - 1) * msw), "icc2_multilevel": (msb - msw) / msb,
    })
    b, w = found["MSB"], found["MSW"]
    return {
        "input": "unequal_teams.csv",
        "source": OURS + "12 teams of 3 to 14 members",
        "G": g, "N": total, "n_mean": mean_n, "n0": n0,
        "n_harmonic": float(g / sum(Fraction(1, s) for s in sizes)),
        **found,
        "icc1_n0": (b - w) / (b + (n0 - 1) * w),
        "note": f"R aov and {TOOLS['multilevel']}: ICC1 uses the mean group size; icc1_n0 uses the ANOVA-unbiased n0 "
        "(Donner 1986), icc2 = (MSB - MSW) / MSB, both from the formula",
        "tolerance_rel": 1e-9,
    }


# ---- Agreement ----------------------------------------------------------------------------------


def agreement():
    data, plan = table("teams_agreement"), DESIGN["teams_agreement"]
    found = R["teams_agreement"]
    low, high, null = plan["min"], plan["max"], plan["ranvar_uniform"]
    j = len(plan["items"])
    stepped = []
    for group in found["groups"]:
        x = data.loc[data["ratee"].astype(str) == group["ratee"], plan["items"]].to_numpy(dtype=float)
        n = len(x)
        variances = x.var(axis=0, ddof=1)
        means = x.mean(axis=0)
        single = 1 - variances.mean() / null
        kept = max(single, 0.0)
        stepped.append(j * kept / (j * kept + 1 - kept))
        awg = []
        for mean, variance in zip(means, variances):
            if mean in (low, high):
                awg.append(1.0)
            elif (low * (n - 1) + high) / n <= mean <= (high * (n - 1) + low) / n:
                awg.append(1 - 2 * variance / (((high + low) * mean - mean**2 - high * low) * n / (n - 1)))
        if len(awg) < j:
            print(f"a_wg of team {group['ratee']}: {j - len(awg)} items out of range")
        check_all("agreement", group, {
            "n": n, "rwg_j": stepped[-1], "rwg_j_untruncated": j * single / (j * single + 1 - single),
            "rwg_star_lindell": single, "rwg_first_item": 1 - min(variances[0], null) / null,
            "ad_mean": np.abs(x - means).mean(), "ad_median": np.abs(x - np.median(x, axis=0)).mean(),
            "awg": np.mean(awg),
        })
    check_all("agreement", found, {"mean_rwg_j": np.mean(stepped), "median_rwg_j": np.median(stepped)})
    return {
        "input": "teams_agreement.csv", "items": plan["items"], "response_options": plan["response_options"],
        "ranvar_uniform": null,
        "source": OURS + "10 teams, 6 items, 1..5; team 4 agrees fully, team 7 less than at random",
        "tool": f"{TOOLS['multilevel']} rwg, rwg.j, rwg.j.lindell, ad.m, awg, checked with numpy (item variance uses n-1; "
        "mean variance > ranvar is truncated to ranvar => 0; untruncated and starred values are not)",
        "tolerance_rel": 1e-9,
        **found,
        "skewed_null_variance": 1.34,
    }


def kripp_alpha(units, distance):
    """1 - observed / expected disagreement in exact fractions."""
    units = [unit for unit in units if len(unit) > 1]
    values = sorted({value for unit in units for value in unit})
    count = {value: sum(unit.count(value) for unit in units) for value in values}
    n = sum(count.values())
    observed = sum(
        Fraction(1, len(unit) - 1) * sum(distance(a, b, values, count) for a, b in itertools.permutations(unit, 2))
        for unit in units
    ) / n
    expected = sum(
        count[a] * count[b] * distance(a, b, values, count) for a in values for b in values
    ) / Fraction(n * (n - 1))
    return 1 - observed / expected


def ordinal(a, b, values, count):
    between = sum(count[v] for v in values if min(a, b) <= v <= max(a, b))
    return (between - Fraction(count[a] + count[b], 2)) ** 2 if a != b else Fraction(0)


METRICS = {
    "nominal": lambda a, b, values, count: Fraction(a != b),
    "ordinal": ordinal,
    "interval": lambda a, b, values, count: Fraction((a - b) ** 2),
    "ratio": lambda a, b, values, count: Fraction(a - b, a + b) ** 2,
}


def nominal():
    data = table("nominal_holes").iloc[:, 1:].to_numpy(dtype=float)
    units = [[int(v) for v in column if not math.isnan(v)] for column in data.T]
    alpha = {}
    for metric, distance in METRICS.items():
        alpha[metric] = float(kripp_alpha(units, distance))
        check("krippendorff alpha", alpha[metric],
              krippendorff.alpha(reliability_data=data, level_of_measurement=metric))
    return {
        "input": "nominal_holes.csv", "layout": "rows raters, columns units, blank = missing",
        "source": OURS + "5 raters, 15 units, codes 1..5; one unit has one code, one has none",
        "tool": "exact rational arithmetic == python krippendorff",
        "tolerance_rel": 1e-9,
        "alpha": alpha,
        "n_pairable_values": sum(len(unit) for unit in units if len(unit) > 1),
    }


# ---- Two times and two groups -------------------------------------------------------------------


def hedges_j(m):
    return math.exp(math.lgamma(m / 2) - math.lgamma((m - 1) / 2)) / math.sqrt(m / 2)


def nct_cdf_exact(t, df, ncp):
    """P(T <= t) as an integral over the chi distribution, to twenty digits."""
    with mpmath.workdps(25):
        t, df, ncp = mpmath.mpf(t), mpmath.mpf(df), mpmath.mpf(ncp)
        constant = mpmath.log(2) * (1 - df / 2) - mpmath.loggamma(df / 2)

        def inside(u):
            return mpmath.ncdf(t * u / mpmath.sqrt(df) - ncp) * mpmath.exp(
                constant + (df - 1) * mpmath.log(u) - u * u / 2)

        middle = mpmath.sqrt(df)
        points = [max(middle - 9, mpmath.mpf("1e-9")), middle - 3, middle, middle + 3, middle + 9]
        return mpmath.quad(inside, sorted(p for p in points if p > 0))


def nct_ci(t, df):
    """Noncentralities under which t is the 97.5 % and the 2.5 % point."""
    limits = []
    for p in (0.975, 0.025):
        found = optimize.brentq(lambda ncp: stats.nct.cdf(t, df, ncp) - p, t - 5, t + 5, xtol=1e-13, rtol=1e-14)
        # The quantile error that the scipy value leaves, by the slope of the exact function.
        miss = float(nct_cdf_exact(t, df, found) - mpmath.mpf(p))
        slope = float(nct_cdf_exact(t, df, found + 1e-4) - nct_cdf_exact(t, df, found - 1e-4)) / 2e-4
        better = found - miss / slope
        check("noncentral t limit (scipy / mpmath integral)", found, better)
        limits.append(better)
    return limits


def cliff(a, b):
    """Cliff's delta of a over b, its unbiased variance (Cliff 1993) and the asymmetric 95 % CI."""
    sign = np.sign(np.subtract.outer(a, b)).astype(int)
    n, m = sign.shape
    delta = Fraction(int(sign.sum()), n * m)
    rows = [Fraction(int(v), m) - delta for v in sign.sum(axis=1)]
    columns = [Fraction(int(v), n) - delta for v in sign.sum(axis=0)]
    square = Fraction(int((sign**2).sum())) - n * m * delta**2
    variance = (m**2 * sum(v * v for v in rows) + n**2 * sum(v * v for v in columns) - square) / (
        n * m * (n - 1) * (m - 1))
    z = stats.t.ppf(0.975, n + m - 2)
    d, s = float(delta), float(variance)
    root = z * math.sqrt(s) * math.sqrt((1 - d**2) ** 2 + z**2 * s)
    below = 1 - d**2 + z**2 * s
    return d, s, [(d - d**3 - root) / below, (d - d**3 + root) / below]


def exact_signed_rank(change):
    """Two-sided exact p of the signed-rank sum with midranks, by counting all sign patterns."""
    change = change[change != 0]
    ranks = (2 * stats.rankdata(np.abs(change))).round().astype(int)
    counts = {0: 1}
    for rank in ranks:
        new = dict(counts)
        for total, ways in counts.items():
            new[total + rank] = new.get(total + rank, 0) + ways
        counts = new
    plus = int(ranks[change > 0].sum())
    every = 2 ** len(ranks)
    below = Fraction(sum(w for s, w in counts.items() if s <= plus), every)
    above = Fraction(sum(w for s, w in counts.items() if s >= plus), every)
    return float(min(1, 2 * min(below, above)))


def paired_item(data, found):
    item = found["item"]
    both = data[[f"{item}_t1", f"{item}_t2"]].dropna().to_numpy(dtype=int)
    first, second = both.T
    change = second - first
    n = len(change)
    m = n - 1
    delta, variance, interval = cliff(second, first)
    tail = {"cliff_delta": delta, "cliff_delta_ci95": interval, "cliff_delta_var": variance}
    if not change.any():
        empty = {key: None for key in (
            "t", "p_t", "W_plus", "p_wilcoxon_corrected", "p_wilcoxon_uncorrected", "p_wilcoxon_exact_ties",
            "rank_biserial", "cohen_dz", "hedges_gz")}
        order = ["item", "n", "mean_diff", "sd_diff", "t", "df", "p_t", "ci95", "n_nonzero", "W_plus",
                 "p_wilcoxon_corrected", "p_wilcoxon_uncorrected", "p_wilcoxon_exact_ties", "rank_biserial",
                 "cohen_dz", "dz_ci95_nct", "J_exact", "hedges_gz", "hedges_gz_ci95_nct", "cohen_dav"]
        pairs = {key: [None, None] for key in ("ci95", "dz_ci95_nct", "hedges_gz_ci95_nct")}
        known = {"item": item, "n": n, "mean_diff": 0.0, "sd_diff": 0.0, "df": m, "n_nonzero": 0,
                 "J_exact": hedges_j(m), "cohen_dav": 0.0}
        values = {**empty, **pairs, **known}
        return {**{key: values[key] for key in order}, **tail}
    test = stats.ttest_rel(second, first)
    dz = change.mean() / change.std(ddof=1)
    ranks = stats.rankdata(np.abs(change[change != 0]))
    plus = ranks[change[change != 0] > 0].sum()

    def rank_test(correction):
        return stats.wilcoxon(second, first, correction=correction, method="asymptotic").pvalue

    check_all("paired", found, {
        "n": n, "mean_diff": change.mean(), "sd_diff": change.std(ddof=1), "t": test.statistic, "df": m,
        "p_t": test.pvalue, "ci95": list(test.confidence_interval(0.95)), "n_nonzero": int((change != 0).sum()),
        "W_plus": plus, "p_wilcoxon_corrected": rank_test(True), "p_wilcoxon_uncorrected": rank_test(False),
        "p_wilcoxon_exact_ties": exact_signed_rank(change),
        "rank_biserial": (2 * plus - ranks.sum()) / ranks.sum(), "cohen_dz": dz, "hedges_gz": hedges_j(m) * dz,
        "cohen_dav": change.mean() / ((first.std(ddof=1) + second.std(ddof=1)) / 2),
    })
    check("paired cohen_dz (t / sqrt n)", found["cohen_dz"], found["t"] / math.sqrt(n))
    limits = [limit / math.sqrt(n) for limit in nct_ci(found["t"], m)]
    check("paired effectsize CI of dz (absolute)", found["dz_ci95_nct"], limits, 1.0)
    check("paired effectsize CI of gz (absolute)", found["hedges_gz_ci95_nct"], [hedges_j(m) * l for l in limits], 1.0)
    entry = {**found}
    entry["mean_diff"] = float(Fraction(int(change.sum()), n))
    entry["dz_ci95_nct"] = limits
    entry["hedges_gz_ci95_nct"] = [hedges_j(m) * limit for limit in limits]
    ordered = {}
    for key, value in entry.items():
        if key == "hedges_gz":
            ordered["J_exact"] = hedges_j(m)
        ordered[key] = value
    return {**ordered, **tail}


def paired():
    data, plan = table("two_waves"), DESIGN["two_waves"]
    found = R["two_waves"]
    items = [paired_item(data, item) for item in found["items"]]
    for test, key in (("t", "p_t"), ("w", "p_wilcoxon_corrected")):
        known = [item for item in items if item[key] is not None]
        for name, method in (("holm", "holm"), ("bh", "fdr_bh")):
            label = f"p_{test}_{name}"
            adjusted = multipletests([item[key] for item in known], method=method)[1]
            for item, value in zip(items, found["adjusted"][label], strict=True):
                item[label] = value
            check(f"paired {label}", [item[label] for item in known], floats(adjusted))

    def wave(time):
        columns = [f"{item}_t{time}" for item in plan["items"]]
        return turned(data, columns, [f"{item}_t{time}" for item in plan["reversed"]], plan["min"], plan["max"])

    one, two = wave(1), wave(2)
    kept = ~np.isnan(one).any(axis=1) & ~np.isnan(two).any(axis=1)
    alpha = check("paired alpha_t1", found["alpha_t1"], alpha_of(np.cov(one[kept].T)))
    one, two = one[kept].sum(axis=1), two[kept].sum(axis=1)
    k = len(plan["items"])
    sd = one.std(ddof=1) / k
    difference = sd * math.sqrt(2) * math.sqrt(1 - alpha)
    # From whole-number sums: no change gives exactly 0.
    rci = (two - one) / k / difference
    z = stats.norm.ppf(0.975)
    return {
        "input": "two_waves.csv",
        "source": OURS + "40 people, 12 items, 1..4, two times; nobody changed on i12",
        "tool": f"R t.test, wilcox.test(exact = FALSE); {TOOLS['exactRankTests']} wilcox.exact; {TOOLS['effectsize']} "
        "cohens_d, hedges_g, rank_biserial; p.adjust; checked with scipy, statsmodels and a count of all sign patterns. "
        "Cliff's delta from the formulas (Cliff 1993 unbiased variance, asymmetric CI with t_(n1+n2-2), second minus "
        "first, unpaired dominance: R effsize was not at hand). Noncentral-t CIs from scipy nct refined by an mpmath "
        "integral. diff = t2 - t1",
        "tolerance_rel": 1e-8,
        "tolerance_abs_nct_ci": 1e-6,
        "note": "Wilcoxon drops zeros, midranks, tie-corrected variance; W_plus = sum of ranks of positive differences. "
        "Holm/BH over the items with a p-value: null is left out of the family. All differences of i12 are 0, so tests, "
        "CIs and standardised effects are null. Hedges J exact = gamma(m/2)/(sqrt(m/2)gamma((m-1)/2)), m = n-1.",
        "items": items,
        "scale": {
            "reversed": plan["reversed"], "n": int(kept.sum()), "mean_t1": one.mean() / k, "mean_t2": two.mean() / k,
            "sd_t1": sd, "alpha_t1": alpha, "SEM": sd * math.sqrt(1 - alpha), "S_diff": difference,
            "mdc95": z * difference, "retest_r": np.corrcoef(one, two)[0, 1],
            "n_improved": int((rci < -z).sum()), "n_worse": int((rci > z).sum()),
            "n_no_change": int((np.abs(rci) <= z).sum()), "rci_first10": floats(rci[:10]),
            "note": "Jacobson & Truax 1991: RCI = (post - pre) / (SD_pre * sqrt(2) * sqrt(1 - alpha_pre)); respondents "
            "complete at both times, also for SD and alpha at time 1; a lower score is better; scale 1..4; 1.959964 for 95 %",
        },
    }


def independent():
    data, plan = table("two_groups"), DESIGN["two_groups"]
    found = R["two_groups"]
    a, b = (data.loc[data["group"].astype(str) == plan[key], "score"].to_numpy() for key in ("group_a", "group_b"))
    n, m = len(a), len(b)
    pooled = math.sqrt(((n - 1) * a.var(ddof=1) + (m - 1) * b.var(ddof=1)) / (n + m - 2))
    d = (a.mean() - b.mean()) / pooled
    exact, approximate = hedges_j(n + m - 2), 1 - 3 / (4 * (n + m - 2) - 1)
    welch, student = stats.ttest_ind(a, b, equal_var=False), stats.ttest_ind(a, b)
    ranks = stats.mannwhitneyu(a, b, method="asymptotic", use_continuity=True)
    check_all("independent", found, {
        "n1": n, "n2": m, "mean_a": a.mean(), "mean_b": b.mean(), "sd_pooled": pooled, "d": d,
        "g_effectsize": exact * d,
        "welch": {"t": welch.statistic, "df": welch.df, "p": welch.pvalue, "ci95": list(welch.confidence_interval())},
        "student": {"t": student.statistic, "df": n + m - 2, "p": student.pvalue},
        "mann_whitney": {"U": ranks.statistic, "p_cc": ranks.pvalue},
    })
    check("independent pingouin g (approximate J)", found["d"] * approximate,
          pingouin.compute_effsize(a, b, eftype="hedges"))
    limits = [exact * limit * math.sqrt(1 / n + 1 / m) for limit in nct_ci(found["student"]["t"], n + m - 2)]
    check("independent effectsize CI of g (absolute)", found["g_ci95_nct"], limits, 1.0)
    delta, _, interval = cliff(a, b)
    check("cliff_delta (2U/nm - 1)", delta, 2 * found["mann_whitney"]["U"] / (n * m) - 1)
    return {
        "input": "two_groups.csv", "source": OURS + "sum scores of two groups", **plan, "n1": n, "n2": m,
        "mean_a": float(Fraction(int(a.sum()), n)), "mean_b": float(Fraction(int(b.sum()), m)),
        "sd_pooled": found["sd_pooled"], "d": found["d"], "J_exact": exact, "J_approx": approximate,
        "g_exactJ": exact * found["d"], "g_approxJ": approximate * found["d"], "g_effectsize": found["g_effectsize"],
        "g_ci95_nct": limits, "welch": found["welch"], "student": found["student"],
        "mann_whitney": found["mann_whitney"], "cliff_delta": delta, "cliff_ci95": interval,
        "tool": f"R t.test, wilcox.test(exact = FALSE), {TOOLS['effectsize']} cohens_d, hedges_g, checked with scipy and "
        "pingouin; noncentral-t CI from scipy nct refined by an mpmath integral; Cliff's delta from the formulas",
        "tolerance_rel": 1e-8, "tolerance_abs_nct_ci": 1e-6,
    }


# ---- Bootstrap ----------------------------------------------------------------------------------


def exact_bca(points, midpoint):
    """BCa limits over all n^n resamples of a mean: the distribution of the sum is a convolution."""
    n = len(points)
    base = np.bincount(points) / n
    mass = np.array([1.0])
    for _ in range(n):
        mass = np.convolve(mass, base)
    seen = sum(points)
    share = mass[:seen].sum() + (mass[seen] / 2 if midpoint else 0.0)
    z0 = stats.norm.ppf(share)
    cumulative = np.cumsum(mass)
    limits = []
    for p in (0.025, 0.975):
        z = z0 + stats.norm.ppf(p)
        adjusted = stats.norm.cdf(z0 + z / (1 - acceleration_of(points) * z))
        limits.append(int(np.searchsorted(cumulative, adjusted)) / n)
    return limits


def acceleration_of(values):
    values = np.asarray(values, dtype=float)
    jackknife = (values.sum() - values) / (len(values) - 1)
    d = jackknife.mean() - jackknife
    return (d**3).sum() / (6 * (d**2).sum() ** 1.5)


def bca():
    score = table("bca_forty")["score"].to_numpy()
    found = R["bca_forty"]
    fifths = [round(5 * value) for value in score]
    less, middle = ([round(limit / 5, 9) for limit in exact_bca(fifths, way)] for way in (False, True))
    lower, upper = found["lower"], found["upper"]
    tolerance = 4 * max(np.std(lower, ddof=1), np.std(upper, ddof=1))
    run = stats.bootstrap((score,), np.mean, n_resamples=20000, method="BCa", rng=np.random.default_rng(1))
    print("BCa of all resamples, strict less:", less, "midpoint:", middle, "scipy 20,000:", run.confidence_interval)
    check("BCa boot mean of seeds / all resamples (absolute)", [np.mean(lower), np.mean(upper)], less, 1.0)
    check("BCa scipy / all resamples, midpoint (absolute)", list(run.confidence_interval), middle, 1.0)
    return {
        "input": "bca_forty.csv", "source": OURS + "forty means of five items, 1..6",
        "tool": f"{TOOLS['boot']} boot.ci(type = 'bca'), R = 20000, 5 seeds; over all resamples (convolution of the "
        f"empirical distribution) the limits are {less} with '<' and {middle} with the midpoint",
        "n": len(score), "mean": float(Fraction(sum(fifths), 5 * len(score))),
        "acceleration_jackknife": check("BCa acceleration (skewness / 6 sqrt n)", acceleration_of(score),
                                        stats.skew(score) / (6 * math.sqrt(len(score)))),
        "bca_lower_by_seed": lower, "bca_upper_by_seed": upper,
        "bca_lower_mean": math.fsum(lower) / 5, "bca_upper_mean": math.fsum(upper) / 5,
        "tolerance_abs": max(tolerance, 0.01),
    }


# ---- Careless answers ---------------------------------------------------------------------------


def runs(row):
    return [len(list(run)) for _, run in itertools.groupby(row)]


def even_odd(row, factors):
    """Spearman-Brown of the correlation of half-scale means over scales, floor -1, sign as careless 1.2.2."""
    even, odd, at = [], [], 0
    for size in factors:
        part = row[at:at + size]
        odd.append(Fraction(sum(part[0::2]), len(part[0::2])))
        even.append(Fraction(sum(part[1::2]), len(part[1::2])))
        at += size

    def covariance(a, b):
        return sum(x * y for x, y in zip(a, b)) - sum(a) * sum(b) / len(a)

    spread = covariance(even, even) * covariance(odd, odd)
    if spread == 0:
        return None
    r = float(covariance(even, odd)) / math.sqrt(spread)
    if r <= -1:
        return 1.0
    return -max(2 * r / (1 + r), -1.0)


def careless():
    """The data of the package `careless` (MIT): adds the indices of all rows to its first 20."""
    shared = json.loads((FOLDER / "careless_careless_dataset.json").read_text())
    with open(FOLDER / "careless_careless_dataset.csv", newline="") as file:
        rows = [[int(cell) for cell in row[1:]] for row in list(csv.reader(file))[1:]]
    x = np.array(rows, dtype=float)
    centred = x - x.mean(axis=0)
    distance = (centred @ np.linalg.inv(np.cov(x.T)) * centred).sum(axis=1)
    again = (np.linalg.solve(np.cov(x.T), centred.T) * centred.T).sum(axis=0)
    found = {
        "longstring": [max(runs(row)) for row in rows],
        "avgstr": [len(row) / len(runs(row)) for row in rows],
        "irv": floats(x.std(axis=1, ddof=1)),
        "evenodd": [even_odd(row, shared["factors"]) for row in rows],
        "mahad": floats(distance),
    }
    check("careless mahad (solve)", found["mahad"], floats(again))
    for key, values in found.items():
        check(f"careless {key}", values[:20], shared[f"{key}_first20"])
    defined = [value for value in found["evenodd"] if value is not None]
    check("careless totals", [sum(found["longstring"]), max(found["longstring"]), np.mean(found["irv"]),
                              np.mean(defined), sum(distance), int((distance > stats.chi2.ppf(0.999, 50)).sum())],
          [shared["longstring_sum"], shared["longstring_max"], shared["irv_mean"], shared["evenodd_mean"],
           shared["mahad_sum"], shared["mahad_n_flag_999"]])
    print("careless rows without even-odd:", [i + 1 for i, v in enumerate(found["evenodd"]) if v is None])
    added = "; arrays of all rows from the formulas in numpy, which give the same first 20 and totals"
    shared["tool"] = shared["tool"].removesuffix(added) + added
    return {**shared, **found}


# ---- Writing ------------------------------------------------------------------------------------


def plain(value):
    """Shortest round-trip doubles, whole numbers without a point; no noise in place of 0."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if isinstance(value, (bool, str)) or value is None:
        return value
    value = float(value)
    assert math.isfinite(value) and (value == 0 or abs(value) > 1e-13), value
    return int(value) if value == int(value) and abs(value) < 1e15 else value


def compact(value, level):
    """One key a line on the first levels, the rest on one line."""
    nested = isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict))
    if level == 0 or not nested:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    pad = " " * (3 - level)
    if isinstance(value, dict):
        lines = [f"{pad}{json.dumps(key)}: {compact(inner, level - 1)}" for key, inner in value.items()]
        return "{\n" + ",\n".join(lines) + "\n" + pad[:-1] + "}"
    return "[\n" + ",\n".join(pad + compact(inner, 0) for inner in value) + "\n" + pad[:-1] + "]"


def main():
    families = {
        "survey_reliability": reliability, "survey_scores": scores, "teams_icc": icc, "unequal_teams": unequal,
        "teams_agreement": agreement, "nominal_holes": nominal, "two_waves": paired, "two_groups": independent,
        "bca_forty": bca,
    }
    if (FOLDER / "careless_careless_dataset.csv").exists():
        families["careless_careless_dataset"] = careless
    for name, compute in families.items():
        (FOLDER / f"{name}.json").write_text(compact(plain(compute()), 2) + "\n")
    for quantity, difference in LARGEST.items():
        print(f"{difference:9.1e}  {quantity}")


if __name__ == "__main__":
    main()

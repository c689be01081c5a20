"""Makes ranks.json and norm_scores.json in this folder: values by scipy, by counting, and limits by
make_distributions.py beside it."""
import itertools, json, numpy as np, scipy, scipy.stats as st
from make_distributions import mp, ncp
tool = "scipy %s" % scipy.__version__
rng = np.random.default_rng(1945)
signed = []
for n, top in [(6, 3), (9, 3), (12, 4), (14, 3)]:
    d = rng.integers(-top, top + 1, n)
    d[0], d[1] = 0, 1
    row = {"differences": d.tolist()}
    a = np.abs(d); r = st.rankdata(a); nz = d != 0
    for name, method, ranks in [("dropped", "wilcox", st.rankdata(a[nz])), ("ranked", "pratt", r[nz])]:
        plus = ranks[d[nz] > 0].sum(); total = ranks.sum()
        sums = np.array([sum(x for x, s in zip(ranks, signs) if s) for signs in itertools.product([0, 1], repeat=len(ranks))])
        exact = min(1, 2 * min((sums <= plus + 1e-9).mean(), (sums >= plus - 1e-9).mean()))
        p = lambda c: float(st.wilcoxon(d.astype(float), zero_method=method, correction=c, method="approx").pvalue)
        row[name] = {"positive": float(plus), "negative": float(total - plus), "exact": float(exact), "corrected": p(True), "plain": p(False)}
    signed.append(row)
mw = []
for n, m, ties in [(4, 5, False), (3, 6, True), (6, 6, True), (9, 12, False), (30, 45, False), (7, 4, True)]:
    x = (rng.integers(1, 6, n + m) if ties else rng.permutation(n + m) + 1).astype(float)
    a, b = x[:n], x[n:]
    if ties:
        ranks = st.rankdata(x); w = ranks[:n].sum()
        sums = np.array([ranks[list(c)].sum() for c in itertools.combinations(range(n + m), n)])
        exact = float(min(1, 2 * min((sums <= w + 1e-9).mean(), (sums >= w - 1e-9).mean())))
    else:
        exact = float(st.mannwhitneyu(a, b, method="exact").pvalue)
    q = lambda c: st.mannwhitneyu(a, b, method="asymptotic", use_continuity=c)
    mw.append({"first": a.tolist(), "second": b.tolist(), "u": float(q(True).statistic), "exact": exact, "corrected": float(q(True).pvalue), "plain": float(q(False).pvalue)})
json.dump({"tool": tool + "; exact with ties: every sign or choice counted", "tolerance_rel": 1e-12, "signed_rank": signed, "mann_whitney": mw}, open("ranks.json", "w"), indent=1)
mp.dps = 40
rows = []
for mean, sd, n in [(3.2, 0.6, 2), (3.2, 0.6, 5), (100.0, 15.0, 20), (50.0, 10.0, 400), (3.4, 0.5, 5000)]:
    for z in (-2.5, -1.0, 0.0, 0.3, 1.8):
        score = mean + z * sd
        zz = (score - mean) / sd
        t = float(zz * np.sqrt(n))
        ci = [100 * float(st.norm.cdf(float(ncp(t, n - 1, p)) / np.sqrt(n))) for p in (.975, .025)]
        rows.append({"mean": mean, "sd": sd, "n": n, "score": score, "z": zz, "t_score": 50 + 10 * zz, "normal_percentile": 100 * float(st.norm.cdf(zz)), "percentile": 100 * float(st.t.cdf(zz / np.sqrt((n + 1) / n), n - 1)), "interval95": ci})
json.dump({"tool": tool + " t, norm; limits by mpmath", "tolerance_rel": 1e-9, "rows": rows}, open("norm_scores.json", "w"), indent=1)

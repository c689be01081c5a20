# Expected values from R packages for the synthetic data of make_reference.py.
#
#     Rscript expected.R [folder]
#
# Reads the CSV files and design.json of the folder (default: the current one) and writes
# r_values.json there, which expected.py reads, checks with a second tool and completes.
suppressMessages({
  library(jsonlite)
  library(psych)
  library(lavaan)
  library(semTools)
  library(multilevel)
  library(effectsize)
  library(exactRankTests)
  library(boot)
})
options(warn = 1)
# Hints of psych and effectsize on the console: they change no number.
quiet <- function(expression) suppressMessages(suppressWarnings(expression))

arguments <- commandArgs(trailingOnly = TRUE)
folder <- if (length(arguments)) arguments[1] else "."
design <- fromJSON(file.path(folder, "design.json"), simplifyVector = TRUE)
data_of <- function(name) read.csv(file.path(folder, paste0(name, ".csv")))
# Vectors stay lists in the JSON, also those of one element.
many <- function(x) I(unname(as.numeric(x)))

# Answers of one scale, reversed items turned around the ends of the scale (not the seen ends).
turned <- function(data, items, reversed, low, high) {
  answers <- data[, items]
  for (item in reversed) answers[[item]] <- low + high - answers[[item]]
  answers
}

# ---- Internal consistency ---------------------------------------------------------------------

feldt <- function(alpha, n, k, level) {
  side <- (1 - level) / 2
  many(c(1 - (1 - alpha) * qf(1 - side, n - 1, (n - 1) * (k - 1)),
         1 - (1 - alpha) * qf(side, n - 1, (n - 1) * (k - 1))))
}

consistency <- function(answers, rows, pairwise) {
  fit <- quiet(psych::alpha(as.matrix(answers), use = "pairwise", check.keys = FALSE))
  k <- ncol(answers)
  n <- nrow(answers)
  r <- cor(answers, use = "pairwise")
  mean_r <- mean(r[lower.tri(r)])
  list(
    n_rows = rows,
    n_complete = if (pairwise) sum(complete.cases(answers)) else n,
    n_used_for_ci = n,
    k = k,
    alpha_raw = fit$total$raw_alpha,
    alpha_std = fit$total$std.alpha,
    mean_interitem_r = fit$total$average_r,
    alpha_std_pairwise_cor = k * mean_r / (1 + (k - 1) * mean_r),
    feldt_ci95 = feldt(fit$total$raw_alpha, n, k, 0.95),
    feldt_ci90 = feldt(fit$total$raw_alpha, n, k, 0.90),
    alpha_if_deleted = many(fit$alpha.drop$raw_alpha),
    std_alpha_if_deleted = many(fit$alpha.drop$std.alpha),
    corrected_item_total_r = many(fit$item.stats$r.drop),
    raw_item_total_r = many(fit$item.stats$raw.r),
    item_n = many(fit$item.stats$n),
    item_mean = many(fit$item.stats$mean),
    item_sd = many(fit$item.stats$sd),
    psych_scale_mean = fit$total$mean,
    psych_scale_sd = fit$total$sd,
    lambda6 = fit$total$G6
  )
}

halves <- function(answers) {
  odd <- seq(1, ncol(answers), 2)
  even <- seq(2, ncol(answers), 2)
  first <- rowSums(answers[, odd, drop = FALSE])
  second <- rowSums(answers[, even, drop = FALSE])
  r <- cor(first, second)
  p <- length(odd) / ncol(answers)
  q <- 1 - p
  horst <- r * (sqrt(r^2 + 4 * p * q * (1 - r^2)) - r) / (2 * p * q * (1 - r^2))
  list(
    odd_items = I(names(answers)[odd]),
    even_items = I(names(answers)[even]),
    r = r,
    spearman_brown = 2 * r / (1 + r),
    horst_unequal = horst,
    guttman_lambda4 = 2 * (1 - (var(first) + var(second)) / var(first + second))
  )
}

omega_of <- function(answers) {
  items <- names(answers)
  model <- paste("f =~", paste(items, collapse = " + "))
  fit <- cfa(model, data = answers, std.lv = TRUE, estimator = "ML")
  estimates <- lavInspect(fit, "est")
  loadings <- as.numeric(estimates$lambda)
  if (sum(loadings) < 0) loadings <- -loadings
  theta <- diag(estimates$theta)
  small <- quiet(psych::fa(answers, nfactors = 1, fm = "minres"))
  minres <- as.numeric(small$loadings)
  if (sum(minres) < 0) minres <- -minres
  uniqueness <- as.numeric(small$uniquenesses)
  list(
    n = nrow(answers),
    lavaan_ml_loadings = many(loadings),
    lavaan_ml_residual_var = many(theta),
    omega_lavaan_ml = sum(loadings)^2 / (sum(loadings)^2 + sum(theta)),
    omega_semTools_compRelSEM_modelvar = as.numeric(quiet(compRelSEM(fit, obs.var = FALSE))),
    omega_semTools_compRelSEM_obsvar = as.numeric(quiet(compRelSEM(fit, obs.var = TRUE))),
    minres_loadings_corr = many(minres),
    minres_uniqueness = many(uniqueness),
    omega_minres_model = sum(minres)^2 / (sum(minres)^2 + sum(uniqueness)),
    omega_minres_observedR = 1 - sum(uniqueness) / sum(cor(answers)),
    omega_psych_omega_nf1 =
      quiet(psych::omega(answers, nfactors = 1, plot = FALSE, flip = FALSE)$omega.tot)
  )
}

reliability <- function(data, plan) {
  lapply(plan$scales, function(scale) {
    answers <- turned(data, scale$items, scale$reversed, plan$min, plan$max)
    complete <- answers[complete.cases(answers), ]
    pairwise <- consistency(answers, nrow(answers), TRUE)
    pairwise$lambda6 <- NULL
    listwise <- consistency(complete, nrow(answers), FALSE)
    lambda6 <- listwise$lambda6
    listwise$lambda6 <- NULL
    score <- rowMeans(complete)
    listwise$scale_mean <- mean(score)
    listwise$scale_sd <- sd(score)
    listwise$sem <- sd(score) * sqrt(1 - listwise$alpha_raw)
    listwise$sum_score_sd <- sd(rowSums(complete))
    listwise$sem_sum <- sd(rowSums(complete)) * sqrt(1 - listwise$alpha_raw)
    listwise$split_half <- halves(complete)
    listwise$lambda6 <- lambda6
    splits <- function(x) quiet(psych::splitHalf(x, check.keys = FALSE))[c("maxrb", "minrb", "meanr")]
    listwise$psych_split_half_all <- splits(complete)
    listwise$psych_split_half_four <- splits(complete[, 1:4])
    list(pairwise = pairwise, listwise = listwise, omega = omega_of(complete))
  })
}

# ---- Scale scores -----------------------------------------------------------------------------

summary_of <- function(score, low, high) {
  n <- length(score)
  se <- sd(score) / sqrt(n)
  list(
    n = n,
    mean = mean(score),
    sd = sd(score),
    se = se,
    t_ci95 = many(t.test(score)$conf.int),
    pomp_mean = 100 * (mean(score) - low) / (high - low),
    median = median(score),
    q_type7 = many(quantile(score, c(0.10, 0.25, 0.75, 0.90), type = 7))
  )
}

scores <- function(data, plan) {
  lapply(plan$scales, function(scale) {
    answers <- turned(data, scale$items, scale$reversed, plan$min, plan$max)
    k <- ncol(answers)
    answered <- rowSums(!is.na(answers))
    # One division at the end, so that equal scores are equal doubles.
    score <- rowSums(answers, na.rm = TRUE) / answered
    take <- function(kept) summary_of(score[kept], plan$min, plan$max)
    list(
      available = take(answered >= 1),
      half_rule = take(2 * answered >= k),
      eighty_pct_rule = take(5 * answered >= 4 * k),
      complete_only = take(answered == k)
    )
  })
}

# ---- Agreement and reliability of raters --------------------------------------------------------

icc <- function(data) {
  fit <- quiet(psych::ICC(as.matrix(data[, -1]), lmer = FALSE))
  names <- c("ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)")
  forms <- lapply(seq_len(6), function(i) {
    row <- fit$results[i, ]
    list(icc = row$ICC, F = row$F, df1 = row$df1, df2 = row$df2, p = row$p,
         ci95_lower = row[["lower bound"]], ci95_upper = row[["upper bound"]])
  })
  names(forms) <- names
  long <- reshape(data, direction = "long", varying = names(data)[-1], v.names = "score",
                  timevar = "rater", idvar = "target")
  table <- anova(lm(score ~ factor(target) + factor(rater), long))
  square <- table[["Mean Sq"]]
  degrees <- table[["Df"]]
  list(
    n = nrow(data), k = ncol(data) - 1,
    MSR = square[1], MSC = square[2],
    MSW = sum(square[2:3] * degrees[2:3]) / sum(degrees[2:3]), MSE = square[3],
    psych = forms
  )
}

unequal <- function(data) {
  fit <- aov(score ~ factor(ratee), data)
  table <- summary(fit)[[1]]
  list(
    MSB = table[1, 3], MSW = table[2, 3], F = table[1, 4], df1 = table[1, 1], df2 = table[2, 1],
    icc1_multilevel_mean_n = multilevel::ICC1(fit), icc2_multilevel = multilevel::ICC2(fit)
  )
}

agreement <- function(data, plan) {
  items <- data[, plan$items]
  team <- data$ratee
  null <- plan$ranvar_uniform
  ends <- c(plan$min, plan$max)
  j <- multilevel::rwg.j(items, team, null)
  star <- multilevel::rwg.j.lindell(items, team, null)
  first <- multilevel::rwg(items[[1]], team, null)
  ad_mean <- multilevel::ad.m(items, team)
  ad_median <- multilevel::ad.m(items, team, "median")
  awg <- multilevel::awg(items, team, ends)
  n_items <- ncol(items)
  groups <- lapply(unique(as.character(team)), function(name) {
    at <- which(j$grpid == name)
    single <- star$rwg.lindell[at]
    list(
      ratee = name, n = j$gsize[at], rwg_j = j$rwg.j[at],
      rwg_j_untruncated = n_items * single / (n_items * single + 1 - single),
      rwg_star_lindell = single, rwg_first_item = first$rwg[at],
      ad_mean = ad_mean$AD.M[at], ad_median = ad_median$AD.M[at], awg = awg$a.wg[at]
    )
  })
  list(groups = groups, mean_rwg_j = mean(j$rwg.j), median_rwg_j = median(j$rwg.j))
}

# ---- Two times and two groups -----------------------------------------------------------------

paired_item <- function(data, item) {
  first <- data[[paste0(item, "_t1")]]
  second <- data[[paste0(item, "_t2")]]
  kept <- !is.na(first) & !is.na(second)
  first <- first[kept]
  second <- second[kept]
  change <- second - first
  if (all(change == 0)) return(list(item = item, n = length(change)))
  test <- t.test(second, first, paired = TRUE)
  rank_test <- function(correct)
    quiet(wilcox.test(second, first, paired = TRUE, exact = FALSE, correct = correct))
  dz <- quiet(cohens_d(second, first, paired = TRUE))
  gz <- quiet(hedges_g(second, first, paired = TRUE))
  list(
    item = item, n = length(change), mean_diff = mean(change), sd_diff = sd(change),
    t = unname(test$statistic), df = unname(test$parameter), p_t = test$p.value,
    ci95 = many(test$conf.int), n_nonzero = sum(change != 0),
    W_plus = unname(rank_test(TRUE)$statistic),
    p_wilcoxon_corrected = rank_test(TRUE)$p.value,
    p_wilcoxon_uncorrected = rank_test(FALSE)$p.value,
    p_wilcoxon_exact_ties = quiet(wilcox.exact(second, first, paired = TRUE)$p.value),
    rank_biserial = quiet(rank_biserial(second, first, paired = TRUE)$r_rank_biserial),
    cohen_dz = dz$Cohens_d, dz_ci95_nct = many(c(dz$CI_low, dz$CI_high)),
    hedges_gz = gz$Hedges_g, hedges_gz_ci95_nct = many(c(gz$CI_low, gz$CI_high)),
    cohen_dav = mean(change) / ((sd(first) + sd(second)) / 2)
  )
}

paired <- function(data, plan) {
  items <- lapply(plan$items, function(item) paired_item(data, item))
  p_of <- function(key) sapply(items, function(item) if (is.null(item[[key]])) NA else item[[key]])
  adjusted <- list(
    p_t_holm = many(p.adjust(p_of("p_t"), "holm")), p_t_bh = many(p.adjust(p_of("p_t"), "BH")),
    p_w_holm = many(p.adjust(p_of("p_wilcoxon_corrected"), "holm")),
    p_w_bh = many(p.adjust(p_of("p_wilcoxon_corrected"), "BH"))
  )
  wave <- function(time) {
    answers <- data[, paste0(plan$items, "_t", time)]
    names(answers) <- plan$items
    turned(answers, plan$items, plan$reversed, plan$min, plan$max)
  }
  one <- wave(1)
  two <- wave(2)
  kept <- complete.cases(one, two)
  alpha <- quiet(psych::alpha(as.matrix(one[kept, ]), check.keys = FALSE))$total$raw_alpha
  list(items = items, adjusted = adjusted, alpha_t1 = alpha)
}

independent <- function(data, plan) {
  a <- data$score[data$group == plan$group_a]
  b <- data$score[data$group == plan$group_b]
  d <- quiet(cohens_d(a, b))
  g <- quiet(hedges_g(a, b))
  welch <- t.test(a, b)
  student <- t.test(a, b, var.equal = TRUE)
  ranks <- quiet(wilcox.test(a, b, exact = FALSE, correct = TRUE))
  list(
    n1 = length(a), n2 = length(b), mean_a = mean(a), mean_b = mean(b),
    sd_pooled = sqrt(((length(a) - 1) * var(a) + (length(b) - 1) * var(b)) / (length(a) + length(b) - 2)),
    d = d$Cohens_d, g_effectsize = g$Hedges_g, g_ci95_nct = many(c(g$CI_low, g$CI_high)),
    welch = list(t = unname(welch$statistic), df = unname(welch$parameter), p = welch$p.value,
                 ci95 = many(welch$conf.int)),
    student = list(t = unname(student$statistic), df = unname(student$parameter), p = student$p.value),
    mann_whitney = list(U = unname(ranks$statistic), p_cc = ranks$p.value)
  )
}

# ---- Bootstrap ----------------------------------------------------------------------------------

bca <- function(scores) {
  limits <- sapply(1:5, function(seed) {
    set.seed(seed)
    run <- boot(scores, function(x, drawn) mean(x[drawn]), R = 20000)
    boot.ci(run, type = "bca")$bca[4:5]
  })
  list(lower = many(limits[1, ]), upper = many(limits[2, ]))
}

# ---- All of them --------------------------------------------------------------------------------

values <- list(
  versions = list(
    R = paste(R.version$major, R.version$minor, sep = "."),
    packages = sapply(c("psych", "lavaan", "semTools", "multilevel", "effectsize",
                        "exactRankTests", "boot"), function(name) as.character(packageVersion(name)),
                      simplify = FALSE)
  ),
  survey_reliability = reliability(data_of("survey_reliability"), design$survey_reliability),
  survey_scores = scores(data_of("survey_reliability"), design$survey_reliability),
  teams_icc = icc(data_of("teams_icc")),
  unequal_teams = unequal(data_of("unequal_teams")),
  teams_agreement = agreement(data_of("teams_agreement"), design$teams_agreement),
  two_waves = paired(data_of("two_waves"), design$two_waves),
  two_groups = independent(data_of("two_groups"), design$two_groups),
  bca_forty = bca(data_of("bca_forty")$score)
)
# jsonlite stops at 15 digits: numbers go out as "#" and 17 digits, which is every bit of a double.
exactly <- function(x) {
  if (is.list(x)) return(lapply(x, exactly))
  if (!is.numeric(x)) return(x)
  text <- ifelse(is.finite(x), sprintf("#%.17g", as.numeric(x)), NA)
  if (inherits(x, "AsIs")) I(text) else text
}
writeLines(toJSON(exactly(values), auto_unbox = TRUE, na = "null"), file.path(folder, "r_values.json"))

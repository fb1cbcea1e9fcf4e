# Fits simulated logs with lme4 and writes what `fit.test.ts` compares with: Rscript lme4.R > lme4.json
library(lme4)
simulate <- function(seed, n, sizes, sds, beta, skew) {
  set.seed(seed)
  levels <- lapply(sizes, function(k) sample(k, n, TRUE, prob = (1:k)^(-skew)))
  u <- mapply(function(k, s) rnorm(k, 0, s), sizes, sds, SIMPLIFY = FALSE)
  eta <- beta + Reduce(`+`, mapply(function(l, e) e[l], levels, u, SIMPLIFY = FALSE))
  data <- data.frame(lapply(levels, factor), y = rbinom(n, 1, plogis(eta)))
  names(data) <- c(names(sizes), "y")
  data
}
cases <- list(
  list(name = "reach: 6,000 attempts, source, rep, hour band", seed = 1, n = 6000, sizes = c(source = 6, rep = 10, hour = 5), sds = c(.5, .4, .3), beta = -1.2, skew = .5),
  list(name = "close: 3,000 reached, five factors", seed = 2, n = 3000, sizes = c(source = 5, pitch = 3, rep = 12, product = 4, segment = 3), sds = c(.6, .4, .5, .3, .2), beta = -2, skew = .3),
  list(name = "few: 400 attempts, uneven", seed = 3, n = 400, sizes = c(source = 8, rep = 6), sds = c(.7, .5), beta = -.5, skew = 1.2)
)
json <- function(x) if (is.list(x)) paste0("{", paste0('"', names(x), '":', sapply(x, json), collapse = ","), "}") else if (is.character(x)) paste0("[", paste0('"', x, '"', collapse = ","), "]") else paste0("[", paste(signif(x, 10), collapse = ","), "]")
out <- lapply(cases, function(case) {
  data <- simulate(case$seed, case$n, case$sizes, case$sds, case$beta, case$skew)
  factors <- names(case$sizes)
  fit <- glmer(as.formula(paste("y ~ 1 +", paste0("(1 | ", factors, ")", collapse = " + "))), data, binomial,
    control = glmerControl(optimizer = "bobyqa", optCtrl = list(maxfun = 1e5)))
  cells <- aggregate(cbind(trials = 1, results = data$y), data[factors], sum)
  re <- ranef(fit, condVar = TRUE)
  list(
    name = case$name,
    cells = as.list(sapply(cells, function(column) as.integer(as.character(column)), simplify = FALSE)),
    beta = fixef(fit)[[1]],
    spread = as.list(setNames(sapply(VarCorr(fit)[factors], function(v) attr(v, "stddev")[[1]]), factors)),
    effects = setNames(lapply(factors, function(f) { e <- re[[f]][, 1]; names(e) <- rownames(re[[f]]); e[order(as.integer(names(e)))] }), factors)
  )
})
cat("[", paste(sapply(out, json), collapse = ",\n"), "]\n", sep = "")

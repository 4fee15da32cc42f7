//! Logistic regression with a penalty on the squares of the weights, by Newton's method.
//!
//! See le Cessie and van Houwelingen, "Ridge estimators in logistic regression", Applied Statistics 41 (1992), 191–201.

/// Steps of Newton's method; some seven are enough.
const MAX_STEPS: usize = 30;
/// The change of a weight below which a fit is done.
const CLOSE: f64 = 1e-7;

/// A case: the numbers of the signs it has, ascending, and whether it is right.
#[derive(Debug, Clone)]
pub struct Case {
    /// Signs, by number.
    pub signs: Vec<usize>,
    /// What is foretold.
    pub is_right: bool,
}

/// Fitted weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// One for each sign.
    pub weights: Vec<f64>,
    /// What holds for every case.
    pub base: f64,
}

impl Fit {
    /// The fit of `cases` whose signs are numbered below `signs`; `penalty` draws their weights, not the base, to 0.
    pub fn of<'a>(
        cases: &(impl Iterator<Item = &'a Case> + Clone),
        signs: usize,
        penalty: f64,
    ) -> Self {
        let size = signs + 1;
        let mut beta = vec![0.0; size];
        for _ in 0..MAX_STEPS {
            let mut hessian = vec![0.0; size * size];
            let mut gradient = vec![0.0; size];
            for sign in 0..signs {
                hessian[sign * size + sign] = penalty;
                gradient[sign] = -penalty * beta[sign];
            }
            hessian[signs * size + signs] = 1e-9;
            for case in cases.clone() {
                let share = share(&beta, &case.signs);
                let off = f64::from(u8::from(case.is_right)) - share;
                let spread = share * (1.0 - share);
                let own = || case.signs.iter().copied().chain([signs]);
                for row in own() {
                    gradient[row] += off;
                    for column in own() {
                        hessian[row * size + column] += spread;
                    }
                }
            }
            let step = solve(hessian, gradient, size);
            let farthest = step.iter().fold(0.0_f64, |most, by| most.max(by.abs()));
            for (weight, by) in beta.iter_mut().zip(step) {
                *weight += by;
            }
            if farthest < CLOSE {
                break;
            }
        }
        let base = beta.pop().unwrap_or_default();
        Self {
            weights: beta,
            base,
        }
    }

    /// The share of cases with these signs that are right.
    pub fn share(&self, signs: &[usize]) -> f64 {
        let odds: f64 = signs.iter().map(|&sign| self.weights[sign]).sum();
        1.0 / (1.0 + (-(odds + self.base)).exp())
    }
}

fn share(beta: &[f64], signs: &[usize]) -> f64 {
    let odds: f64 = signs.iter().map(|&sign| beta[sign]).sum();
    1.0 / (1.0 + (-(odds + beta[beta.len() - 1])).exp())
}

/// Solves a symmetric positive definite system by Cholesky's decomposition.
fn solve(mut matrix: Vec<f64>, mut right: Vec<f64>, size: usize) -> Vec<f64> {
    for row in 0..size {
        for column in 0..=row {
            let dot: f64 = (0..column)
                .map(|k| matrix[row * size + k] * matrix[column * size + k])
                .sum();
            let rest = matrix[row * size + column] - dot;
            matrix[row * size + column] = if row == column {
                rest.max(1e-12).sqrt()
            } else {
                rest / matrix[column * size + column]
            };
        }
    }
    for row in 0..size {
        let dot: f64 = (0..row).map(|k| matrix[row * size + k] * right[k]).sum();
        right[row] = (right[row] - dot) / matrix[row * size + row];
    }
    for row in (0..size).rev() {
        let dot: f64 = (row + 1..size)
            .map(|k| matrix[k * size + row] * right[k])
            .sum();
        right[row] = (right[row] - dot) / matrix[row * size + row];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_of_the_right_weighs_for_them() {
        let cases: Vec<Case> = (0..40)
            .map(|number| Case {
                signs: if number % 2 == 0 { vec![0] } else { vec![1] },
                is_right: number % 2 == 0 || number % 8 == 1,
            })
            .collect();
        let fit = Fit::of(&cases.iter(), 2, 1.0);
        assert!(fit.weights[0] > 0.5 && fit.weights[1] < -0.5, "{fit:?}");
        assert!(fit.share(&[0]) > 0.85 && fit.share(&[1]) < 0.4, "{fit:?}");
        // Weights that are drawn harder are smaller.
        let drawn = Fit::of(&cases.iter(), 2, 100.0);
        assert!(drawn.weights[0] < fit.weights[0]);
    }

    #[test]
    fn nothing_is_learned_from_nothing() {
        let fit = Fit::of(&[].iter(), 0, 1.0);
        assert!((fit.share(&[]) - 0.5).abs() < 1e-9);
    }
}

//! Labels beside their marks without touching each other.

/// Tops of boxes that are as near to the wished tops as they can be (least squares) without
/// overlap between `low` and `high`. The wishes are in order; boxes that need more room than there
/// is are stacked from `low`.
///
/// With the heights before it taken off each wish this is isotonic regression, solved by pooling
/// neighbours that are out of order. Checked by hand in the tests.
pub(super) fn spread(wished: &[f32], heights: &[f32], low: f32, high: f32) -> Vec<f32> {
    let mut before = 0.0;
    let mut pools: Vec<(f32, usize)> = Vec::new();
    for (wish, height) in wished.iter().zip(heights) {
        let mut pool = (if wish.is_finite() { wish - before } else { low - before }, 1);
        while let Some((sum, count)) =
            pools.pop_if(|(sum, count)| *sum / *count as f32 > pool.0 / pool.1 as f32)
        {
            pool = (pool.0 + sum, pool.1 + count);
        }
        pools.push(pool);
        before += height;
    }
    let last = (high - before).max(low);
    let placed = pools.iter().flat_map(|(sum, count)| {
        std::iter::repeat_n((sum / *count as f32).clamp(low, last), *count)
    });
    let mut offset = 0.0;
    placed
        .zip(heights)
        .map(|(top, height)| {
            let place = top + offset;
            offset += height;
            place
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_with_room_stay_where_they_want_to_be() {
        assert_eq!(spread(&[0.0, 30.0, 70.0], &[10.0; 3], 0.0, 100.0), [0.0, 30.0, 70.0]);
    }

    #[test]
    fn boxes_that_collide_give_way_to_both_sides() {
        assert_eq!(spread(&[50.0, 50.0], &[10.0; 2], 0.0, 100.0), [45.0, 55.0]);
        assert_eq!(
            spread(&[0.0, 50.0, 52.0, 54.0], &[10.0; 4], 0.0, 100.0),
            [0.0, 42.0, 52.0, 62.0]
        );
    }

    #[test]
    fn boxes_stay_between_the_ends() {
        assert_eq!(spread(&[95.0, 99.0], &[10.0; 2], 0.0, 100.0), [80.0, 90.0]);
        assert_eq!(spread(&[-9.0, f32::NAN], &[10.0; 2], 0.0, 100.0), [0.0, 10.0]);
        assert_eq!(spread(&[5.0, 5.0], &[10.0; 2], 0.0, 15.0), [0.0, 10.0]);
    }
}

import OutputStatistics

extension ProfileResult {
  /// The 5th percentile, median and 95th percentile over replications of a level within an hour;
  /// nil where no replication saw it.
  package func band(_ series: Int, bin: Int) -> (lower: Double, median: Double, upper: Double)? {
    let sorted = values[series][bin].sorted()
    guard let lower = Quantile.type7(ofSorted: sorted, 0.05),
      let median = Quantile.type7(ofSorted: sorted, 0.5),
      let upper = Quantile.type7(ofSorted: sorted, 0.95)
    else { return nil }
    return (lower, median, upper)
  }

  /// The means over replications of a level by hour; nil where no replication saw it.
  package func means(_ series: Int) -> [Double?] { values[series].map { SampleMoments($0).mean } }
}

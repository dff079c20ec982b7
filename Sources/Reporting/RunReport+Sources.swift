package import Experiments
import FacilityModel

extension RunReport.Identity {
  /// The model and all that it reads, by name: what a report is made from besides the results.
  package func sources(of experiment: Experiment) -> [(name: String, bytes: [UInt8])] {
    dataFiles(of: experiment) + [(name: modelName, bytes: modelBytes)]
  }

  /// The files that the policies read, by name.
  func dataFiles(of experiment: Experiment) -> [(name: String, bytes: [UInt8])] {
    var data: [String: [UInt8]] = [:]
    for arm in experiment.arms { data.merge(arm.compiled.files) { first, _ in first } }
    return data.sorted { $0.key < $1.key }.map { (name: $0.key, bytes: $0.value) }
  }
}

/// A model to begin with: it runs as it is, and is there to be changed.
struct Template {
  let name: String
  let summary: String
  let text: String
}

/// The templates of `kendall new`: each is one file and one row here.
enum Templates {
  static let catalogue = [
    emergencyDepartment, factoryLine, maintenanceCrew, clinic, queue,
  ]
}

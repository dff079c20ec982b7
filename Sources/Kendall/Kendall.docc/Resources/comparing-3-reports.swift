import Kendall

let clinic = try Facility(contentsOf: "clinic.json")
let results = try await clinic.run(policies: clinic.policies, replications: 50)
for policy in results.policies {
  print(policy, try results.figure("seen in 30 min", under: policy))
}

for difference in try results.differences() where difference.isKey {
  print(difference.policy, difference.measure, difference)
}
try results.writeReports(to: "clinic-reports")

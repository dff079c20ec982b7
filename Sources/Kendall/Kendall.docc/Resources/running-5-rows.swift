import Kendall

let clinic = try Facility(contentsOf: "clinic.json")
print(clinic.name, clinic.parameters, clinic.policies)

let results = try await clinic.run(replications: 50)
print("seen in 30 min:", try results.figure("seen in 30 min"))
print("wait:", try results.figure("waiting time of doctor"))
print("95 % wait less than:", try results.figure("p95 of waiting time of doctor"))

let seen = try results.figure("seen in 30 min")
if let lower = seen.lower, let upper = seen.upper, let target = seen.target {
  let verdict = lower >= target ? "met" : upper < target ? "not met" : "open"
  print("the target of \(target) is \(verdict)")
}

for row in results.rows where row.scope == "resource doctor" && row.statistic == "mean" {
  print(row.measure, row)
}

import Kendall

let clinic = try Facility(contentsOf: "clinic.json")
for doctors in 2...4 {
  let results = try await clinic.run(parameters: ["doctors": "\(doctors)"])
  let seen = try results.figure("seen in 30 min")
  print(doctors, "doctors:", seen)
  if let lower = seen.lower, let target = seen.target, lower >= target {
    print("enough")
    break
  }
}

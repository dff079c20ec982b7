import Kendall

let clinic = try Facility(contentsOf: "clinic.json")
for doctors in 2...4 {
  let results = try await clinic.run(parameters: ["doctors": "\(doctors)"])
  print(doctors, "doctors:", try results.figure("seen in 30 min"))
}

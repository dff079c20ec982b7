import Kendall

let clinic = try Facility(contentsOf: "clinic.json")
print(clinic.name, clinic.parameters, clinic.policies)

let results = try await clinic.run()
print("seen in 30 min:", try results.figure("seen in 30 min"))

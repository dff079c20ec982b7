import Kendall

let clinic = try Facility(contentsOf: "clinic.json")
print(clinic.name, clinic.parameters, clinic.policies)

import EventEngine
import FacilityModel

/// The names and the state in which the tests evaluate expressions.
struct Situation {
  var scope = ExpressionScope()
  /// Values of attributes, in the order of their declaration.
  var attributes: [Double] = []

  init() {
    scope.parameters = [
      "doctors": (6, .number), "doctors by day": (7, .number), "mean time": (h(0.5), .duration),
      "demand": (12 / h(1), .rate), "open": (1, .truth), "café": (3, .number), "h": (2, .number),
      "x-ray": (4, .number),
    ]
    scope.resources = ["doctor": 0, "x ray": 1]
    scope.loopDepth = 2
    for label in ["red", "very red", "10"] { _ = scope.labels.intern(label) }
    add("triage", .number, 3)
    add("stay", .duration, h(2))
    add("kind", .text, scope.labels.number(of: "red") ?? -1)
    add("late", .truth, 0)
    add("the age", .number, 40)
  }

  private mutating func add(_ name: String, _ type: ValueType, _ value: Double) {
    scope.attributes[name] = (Int32(attributes.count), type)
    attributes.append(value)
  }

  /// The value of an expression on a stack machine written for the tests.
  ///
  /// It is Tuesday 18:30, six hours into the run; queue(doctor) = 5, busy = 2, free = 1,
  /// capacity = 3; 10 more of each for the x ray.
  func value(_ expression: Expression) -> Double {
    var stack: [Double] = []
    for operation in expression.operations {
      switch operation {
      case .push(let value): stack.append(value)
      case .attribute(let index): stack.append(attributes[Int(index)])
      case .now: stack.append(h(6))
      case .hourOfDay: stack.append(18.5)
      case .weekday: stack.append(1)
      case .queueLength(let resource): stack.append(5 + 10 * Double(resource))
      case .busyUnits(let resource): stack.append(2 + 10 * Double(resource))
      case .freeUnits(let resource): stack.append(1 + 10 * Double(resource))
      case .capacity(let resource): stack.append(3 + 10 * Double(resource))
      case .inside: stack.append(9)
      case .timeInSystem: stack.append(h(1))
      case .waitingTime: stack.append(h(0.25))
      case .ordinal: stack.append(4711)
      case .iteration(let level): stack.append(Double(level) + 20)
      case .select:
        let no = stack.removeLast()
        let yes = stack.removeLast()
        stack.append(stack.removeLast() != 0 ? yes : no)
      default:
        let b = stack.removeLast()
        if operation.arity == 1 {
          stack.append(operation.unary(b))
        } else {
          stack.append(operation.binary(stack.removeLast(), b))
        }
      }
    }
    return stack.count == 1 ? stack[0] : .nan
  }

  func parse(_ text: String) throws(ExpressionProblem) -> TypedExpression {
    try ExpressionParser.parse(text, in: scope)
  }
}

/// Hours in ticks.
func h(_ hours: Double) -> Double { hours * 3_600_000_000 }

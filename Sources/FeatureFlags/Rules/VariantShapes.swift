import GateModel

/// The members of a flag's object variants, held against each other.
enum VariantShapes {
  private static let maximumDepth = 8

  static func check(_ flag: Flag, _ report: inout FlagReport) {
    let objects = flag.variants.filter { variant in
      if case .object(let members)? = variant.value { !members.isEmpty } else { false }
    }
    guard objects.count > 1 else { return }
    var walk = Walk(flag: flag)
    walk.compare(objects.compactMap { variant in variant.value.map { (variant, $0) } }, path: "", depth: 0)
    for (variant, message) in walk.found {
      report.add(.variantShape, message, in: flag.path, at: variant.range, help: "code reads the same of each variant")
    }
  }

  private struct Walk {
    let flag: Flag
    var found: [(FlagVariant, String)] = []
    private var reported: Set<String> = []

    init(flag: Flag) { self.flag = flag }

    /// Reports each variant once: what differs first says enough.
    private mutating func report(_ variant: FlagVariant, _ message: String) {
      guard reported.insert(variant.name).inserted else { return }
      found.append(
        (variant, "variant `\(FlagFindings.shown(variant.name))` of flag `\(FlagFindings.shown(flag.key))` \(message)"))
    }

    mutating func compare(_ objects: [(variant: FlagVariant, value: FlagValue)], path: String, depth: Int) {
      guard depth < maximumDepth, objects.count > 1 else { return }
      var holders: [String: [(variant: FlagVariant, value: FlagValue)]] = [:]
      var order: [String] = []
      for object in objects {
        guard case .object(let members) = object.value else { continue }
        for member in members {
          if holders[member.name] == nil { order.append(member.name) }
          if holders[member.name]?.last?.variant.name == object.variant.name { continue }
          holders[member.name, default: []].append((object.variant, member.value))
        }
      }
      for name in order {
        let having = holders[name] ?? []
        let place = path.isEmpty ? name : "\(path).\(name)"
        if having.count == objects.count - 1, having.count > 1 { reportMissing(objects, having, place) }
        compareTypes(having, place: place)
        compare(having.filter { $0.value.type == .object }, path: place, depth: depth + 1)
      }
    }

    private mutating func reportMissing(
      _ objects: [(variant: FlagVariant, value: FlagValue)], _ having: [(variant: FlagVariant, value: FlagValue)],
      _ place: String
    ) {
      let names = Set(having.map(\.variant.name))
      guard let lacking = objects.first(where: { !names.contains($0.variant.name) }) else { return }
      report(lacking.variant, "lacks `\(FlagFindings.shown(place))`, which all others have")
    }

    private mutating func compareTypes(_ having: [(variant: FlagVariant, value: FlagValue)], place: String) {
      guard let first = having.first(where: { $0.value != .null }) else { return }
      for other in having where other.value != .null && Self.kind(other.value) != Self.kind(first.value) {
        report(
          other.variant,
          "has \(Self.kind(other.value)) at `\(FlagFindings.shown(place))`, where "
            + "`\(FlagFindings.shown(first.variant.name))` has \(Self.kind(first.value))")
      }
    }

    private static func kind(_ value: FlagValue) -> String {
      switch value {
      case .null: "null"
      case .boolean: "a boolean"
      case .number: "a number"
      case .string: "a string"
      case .list: "a list"
      case .object: "an object"
      }
    }
  }
}

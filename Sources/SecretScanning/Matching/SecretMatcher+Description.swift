// Written out because they are part of the scanner's version, which every run needs: reflection takes ten times as long.

extension Piece: CustomStringConvertible {
  var description: String {
    switch self {
    case .run(let members, let count): "\(members.description){\(count.lowerBound),\(count.upperBound)}"
    case .literal(let text): "'" + text + "'"
    case .either(let texts): "(" + texts.joined(separator: "|") + ")"
    case .optional(let pieces): "[" + pieces.map(\.description).joined(separator: " ") + "]"
    }
  }
}

extension SecretMatcher: CustomStringConvertible {
  var description: String {
    switch self {
    case .shape(let shape):
      let lead = shape.lead.map { Piece.run($0.members, $0.count).description } ?? ""
      return "shape " + lead + " @ " + shape.pieces.map(\.description).joined(separator: " ")
    case .assigned(let value):
      let names = value.names.joined(separator: ",")
      return (value.endsName ? "assigned whole " : "assigned ") + names + " "
        + value.pieces.map(\.description).joined(separator: " ")
    case .pattern(let pattern, let before, let after):
      return "pattern \(before.description) \(after.description) " + pattern
    case .patternBehind(let pattern, let distance):
      return "behind \(distance.description) " + pattern
    case .file(let file, let pattern):
      return "file \(file.rawValue) " + pattern
    case .special(let special):
      return "special " + special.rawValue
    }
  }
}

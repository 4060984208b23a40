import GateModel

/// Says in words which stories a change belongs to.
enum StoryText {
  /// So many paths are named one by one.
  private static let maximumPaths = 5

  /// What a person should know besides the ids.
  static func remarks(on answer: StoryIdentification, known: [String]) -> [String] {
    var lines: [String] = []
    switch answer.matches.count {
    case 0: lines.append("no story: nothing of what changed belongs to one")
    case 1: break
    default:
      lines.append(
        "\(answer.matches.count) stories: "
          + answer.matches.map { "\($0.story) (\(cause($0)))" }.joined(separator: ", "))
    }
    if !answer.strays.isEmpty {
      let shown = answer.strays.prefix(maximumPaths).map { "\($0)" }.joined(separator: ", ")
      let more = answer.strays.count - min(answer.strays.count, maximumPaths)
      lines.append("of no story: \(shown)" + (more > 0 ? " and \(more) more" : ""))
    }
    for (id, commit) in answer.unknown {
      let hint = NearestName.match(for: id, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
      lines.append("commit \(commit) names story \"\(id)\", which gate.yml does not have\(hint)")
    }
    return lines
  }

  private static func cause(_ match: StoryIdentification.Match) -> String {
    switch match.reasons.first {
    case .path(let path): "\(path)" + (match.reasons.count > 1 ? ", …" : "")
    case .trailer(let commit): "commit \(commit)"
    case .branch(let name): "branch \(name)"
    case nil: ""
    }
  }
}

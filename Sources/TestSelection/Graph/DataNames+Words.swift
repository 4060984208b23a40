import GateModel

extension DataNames {
  /// The words (``SourceStack/words(of:at:)``) without which ``add(_:to:)`` finds the same when other paths come or go.
  static func words(of text: String) -> [String] {
    let components = text.split(separator: "/").filter { $0 != "." && $0 != ".." }
    guard let last = components.last else { return [] }
    guard last.contains(where: { "*?[".contains($0) }) else { return [String(last)] }
    let ending = last.lastIndex(of: ".").map { last[last.index(after: $0)...] } ?? ""
    if !ending.isEmpty, !ending.contains("*") { return ["*." + ending] }
    return components.dropLast().suffix(1).map(String.init)
  }

  /// The words of a path that comes or goes: its name, its extension, and the directories that come or go with it.
  static func words(of entry: PathChanges.Entry) -> [String] {
    let name = entry.path.nameText
    let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...] } ?? ""
    return entry.directories + [name, "*." + ending]
  }
}

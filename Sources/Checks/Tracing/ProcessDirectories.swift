import GateModel

/// The working directory of every process of a trace, which tells what a relative path means.
struct ProcessDirectories {
  private var directories: [Int: LocalPath] = [:]
  /// Which thread or process shares the working directory of which.
  private var leaders: [Int: Int] = [:]
  /// Processes in the middle of making another.
  private var forking: [(process: Int, isSharing: Bool)] = []
  private let first: LocalPath

  init(first: LocalPath) { self.first = first }

  /// What the argument at `index` names, without `.` and `..`; `nil` where it is no path.
  func path(in call: StraceCall, at index: Int?) -> LocalPath? {
    guard let index, let name = call.arguments[index].string else { return nil }
    let before = index > 0 ? call.arguments[index - 1] : nil
    let base = before?.path.map { LocalPath(bytes: $0) } ?? directory(of: call.process)
    // An empty name stands for what the descriptor is open on, which was noted when it was opened.
    if name.isEmpty { return nil }
    return Self.normalized(base.resolving(LocalPath(bytes: name)))
  }

  /// Takes the making of a process or thread.
  mutating func fork(_ call: StraceCall) {
    let isSharing = call.arguments.contains { $0.contains("CLONE_FS") }
    if call.isPending {
      forking.append((call.process, isSharing))
      return
    }
    forking.removeAll { $0.process == call.process }
    guard let child = call.number, child > 0, directories[child] == nil, leaders[child] == nil else { return }
    adopt(child, by: call.process, isSharing: isSharing)
  }

  /// Takes a change of the working directory.
  mutating func change(_ call: StraceCall) {
    guard call.number == 0 else { return }
    let leader = leader(of: call.process)
    if let path = call.arguments.first?.path, call.arguments.first?.string == nil {
      directories[leader] = LocalPath(bytes: path)
    } else if let path = path(in: call, at: 0) {
      directories[leader] = path
    }
  }

  /// Makes sure that a process is known that speaks before the call that made it has returned.
  mutating func introduce(_ process: Int) {
    if directories[process] != nil || leaders[process] != nil { return }
    guard let parent = forking.last else { return }
    adopt(process, by: parent.process, isSharing: parent.isSharing)
  }

  private mutating func adopt(_ child: Int, by parent: Int, isSharing: Bool) {
    if isSharing {
      leaders[child] = leader(of: parent)
    } else {
      directories[child] = directory(of: parent)
    }
  }

  private func leader(of process: Int) -> Int { leaders[process] ?? process }

  private func directory(of process: Int) -> LocalPath { directories[leader(of: process)] ?? first }

  private static func normalized(_ path: LocalPath) -> LocalPath {
    var names: [ArraySlice<UInt8>] = []
    for name in path.bytes.split(separator: UInt8(ascii: "/")) {
      if name.elementsEqual(".".utf8) { continue }
      if name.elementsEqual("..".utf8) { _ = names.popLast() } else { names.append(name) }
    }
    return LocalPath(bytes: [UInt8(ascii: "/")] + names.joined(separator: [UInt8(ascii: "/")]))
  }
}

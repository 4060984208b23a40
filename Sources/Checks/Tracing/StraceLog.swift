/// The system calls that strace(1) wrote down, in the order in which they ended.
struct StraceLog {
  let calls: [StraceCall]

  /// - Parameter bytes: what `strace -f -y -xx -o FILE` wrote. Lines that are no calls (signals, exits) are passed over.
  init(_ bytes: [UInt8]) {
    var unfinished: [Int: [UInt8]] = [:]
    var calls: [StraceCall] = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let digits = line.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard let process = Int(String(decoding: digits, as: UTF8.self)) else { continue }
      var text = Array(line.dropFirst(digits.count).drop { $0 == UInt8(ascii: " ") })
      if let range = text.suffix(Self.unfinished.count).firstRange(of: Self.unfinished) {
        unfinished[process] = Array(text[..<range.lowerBound])
        // A child speaks before the call that made it has returned: who made it must be known by then.
        if let begun = StraceCall(process: process, Array(text[..<range.lowerBound]) + Array(") = ?".utf8)) {
          calls.append(begun)
        }
        continue
      }
      if text.starts(with: Self.resumed), let end = text.firstRange(of: Array(" resumed>".utf8)) {
        guard let start = unfinished.removeValue(forKey: process) else { continue }
        text = start + text[end.upperBound...]
      }
      if let call = StraceCall(process: process, text) { calls.append(call) }
    }
    self.calls = calls
  }

  private static let unfinished = Array("<unfinished ...>".utf8)
  private static let resumed = Array("<... ".utf8)
}

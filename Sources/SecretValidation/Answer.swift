/// What a kind of answer means.
struct Answer: Hashable, Sendable {
  enum Meaning: Hashable, Sendable {
    case accepted
    case refused
  }

  var statuses: ClosedRange<Int>
  /// What the content must hold, spaces and line ends apart; `nil` for whatever content.
  var content: String?
  var meaning: Meaning
  /// Whether the content must be an object or an array of JSON: whoever stands between (a firewall, a proxy) answers with a page.
  var isJSON = false

  /// Accepted, but not allowed to do what was asked.
  static let limited = Answer(statuses: 403...403, content: nil, meaning: .accepted, isJSON: true)

  /// Accepted, where the content holds this.
  static func yes(_ status: Int, holding content: String? = nil) -> Answer {
    Answer(statuses: status...status, content: content, meaning: .accepted)
  }

  /// Refused, where the content holds this.
  static func no(_ status: Int, holding content: String? = nil) -> Answer {
    Answer(statuses: status...status, content: content, meaning: .refused)
  }

  /// Whether it is this kind of answer.
  func fits(_ status: Int, _ received: [UInt8]) -> Bool {
    guard statuses.contains(status) else { return false }
    if isJSON, let first = received.first(where: { $0 > 0x20 }) {
      return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }
    guard let content else { return !isJSON }
    return Self.dense(received).contains(Self.dense(Array(content.utf8)))
  }

  private static func dense(_ bytes: [UInt8]) -> [UInt8] { bytes.filter { $0 > 0x20 } }
}

/// What a status and its content say of a secret.
enum Reply: Hashable, Sendable {
  case accepted
  case refused
  /// Nothing, for the reason given.
  case unclear(String)

  init(status: Int, content: [UInt8], answers: [Answer]) {
    if let answer = answers.first(where: { $0.fits(status, content) }) {
      self = answer.meaning == .accepted ? .accepted : .refused
      return
    }
    let decidesByContent = answers.contains { $0.statuses.contains(status) && $0.content != nil }
    switch status {
    case 200..<300 where !decidesByContent: self = .accepted
    case 401 where !decidesByContent: self = .refused
    case 300..<400: self = .unclear("sends elsewhere (status \(status)), where gate does not go")
    case 429: self = .unclear("was asked too often")
    case 500...: self = .unclear("is in trouble (status \(status))")
    default: self = .unclear("gave an answer that says nothing (status \(status))")
    }
  }
}

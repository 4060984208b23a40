import Synchronization

@testable import ResultCache

/// A server in memory, and what goes wrong with it.
final class ScriptedServer: Sendable {
  struct State {
    var content: [String: [UInt8]] = [:]
    /// Every request, `GET ac/…`, in order.
    var requests: [String] = []
    /// What is answered in place of what the server would say.
    var reply: (@Sendable (_ request: String) -> RemoteAnswer?)?
    /// How many requests of a batch are answered before the server falls silent, and for how long it then is.
    var silence: (after: Int, lasts: Duration)?
  }

  static let url = "https://cache.example/gate"
  let state = Mutex(State())

  var requests: [String] { state.withLock { $0.requests } }
  var names: [String] { state.withLock { $0.content.keys.sorted() } }

  func forgetRequests() { state.withLock { $0.requests = [] } }

  func reply(_ body: (@Sendable (String) -> RemoteAnswer?)?) { state.withLock { $0.reply = body } }

  func fallSilent(after count: Int, for lasts: Duration) { state.withLock { $0.silence = (count, lasts) } }

  func speak() { state.withLock { $0.silence = nil } }

  fileprivate func answer(_ request: RemoteRequest) -> RemoteAnswer {
    let name = String(request.url.dropFirst(Self.url.count + 1))
    return state.withLock { state in
      let line = (request.method == .get ? "GET " : "PUT ") + name
      state.requests.append(line)
      if let answer = state.reply?(line) { return answer }
      switch request.method {
      case .get: return state.content[name].map { .status(200, $0) } ?? .status(404, [])
      case .put(let body):
        state.content[name] = body
        return .status(201, [])
      }
    }
  }
}

/// Carries requests to a ``ScriptedServer``, one after the other.
final class ScriptedTransport: RemoteTransport {
  let server: ScriptedServer

  init(_ server: ScriptedServer) { self.server = server }

  func perform(
    _ requests: [RemoteRequest], within time: Duration, _ receive: (_ index: Int, RemoteAnswer) -> Bool
  ) -> Duration? {
    let silence = server.state.withLock { $0.silence }
    for (index, request) in requests.enumerated() {
      if let silence, index >= silence.after { return silence.lasts }
      if !receive(index, server.answer(request)) { return nil }
    }
    return nil
  }
}

import GateModel

/// `npm test`: whatever package.json says. Its output is all that there is to read.
struct NpmAdapter: TestAdapter {
  let name = "npm"
  let programs = [["npm", "test", "--silent"]]
  let marks: [[String]] = []
  let namesFiles = false
  let takesFiles = false

  func reporting(to place: ReportPlace) -> TestReporting { TestReporting() }

  func results(of run: FinishedTests) -> TestResults { TestResults() }
}

import { VigieCommand } from './_base/command.ts'
export default class Simulator extends VigieCommand {
  static override summary = 'the pretend sources on loopback, for tests, training and trying a configuration'
  async run(): Promise<object> {
    await this.parse(Simulator)
    return {}
  }
}

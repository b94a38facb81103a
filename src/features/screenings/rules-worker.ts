import { isQuestion, isTold, type Answer, type Question } from './judge-messages.ts'
import { RulesDesk } from './rules-desk.ts'

const desk = new RulesDesk()

self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (isTold(data)) desk.take(data)
  else if (isQuestion(data)) self.postMessage(answer(data), { transfer: [] })
})

function answer(question: Question): Answer {
  try {
    return desk.answer(question)
  } catch {
    return { kind: 'fault', id: question.id }
  }
}

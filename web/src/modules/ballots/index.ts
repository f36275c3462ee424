// The door of this module for other modules.
export { useBalloting } from './api'
export { default as BallotProof } from './components/BallotProof.vue'
export { default as BallotTotals } from './components/BallotTotals.vue'
export { default as BallotRun } from './components/BallotRun.vue'
export { default as MeetingBallot } from './components/MeetingBallot.vue'
export { default as OwnBallots } from './components/OwnBallots.vue'
export { default as RoomBallot } from './components/RoomBallot.vue'

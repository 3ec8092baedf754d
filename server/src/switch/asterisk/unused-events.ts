/** Said for every call, and of no use here: the switch is asked to keep them to itself. */
export const UNUSED_EVENTS = [
  'BridgeCreated',
  'BridgeDestroyed',
  'ChannelCallerId',
  'ChannelConnectedLine',
  'ChannelCreated',
  'ChannelDialplan',
  'ChannelEnteredBridge',
  'ChannelHold',
  'ChannelLeftBridge',
  'ChannelUnhold',
  'ChannelVarset',
  'PlaybackFinished',
  'PlaybackStarted',
] as const;

import { fromWire, toWire } from './money'
import type { Cents } from './money'
import { request } from '@/api/http'
import type { RequestOptions } from '@/api/http'

/**
 * The wallet and red packets: operations of IM Chat (im-chat 2.1, 2.7), which take the token of
 * this session. Amounts are cents. All throw as request() does.
 */

function call<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  return request<T>(method, path, { ...options, base: '' })
}

export interface Wallet {
  balance: Cents
  isVip: boolean
  vipExpireTime: string | null
  tradePasswordSet: boolean
}

export async function getWallet(): Promise<Wallet> {
  const self = await call<Wallet>('GET', '/user/self')
  return { ...self, balance: fromWire(self.balance) }
}

export interface WalletRules {
  vipAmount: Cents
  feeRatio: number
  minWithdraw: Cents
  toAddress: string
}

export async function getWalletRules(): Promise<WalletRules> {
  const { wallet } = await call<{ wallet: WalletRules }>('GET', '/system/config')
  return {
    ...wallet,
    vipAmount: fromWire(wallet.vipAmount),
    minWithdraw: fromWire(wallet.minWithdraw),
  }
}

interface Page<T> {
  total: number
  records: T[]
}

export interface Fund {
  id: number
  type: number
  /** 1 in, -1 out. */
  transferFlag: number
  amount: Cents
  /** After it. */
  balance: Cents
  remark: string
  createTime: string
}

export async function listFunds(page: number, size: number, flag: number): Promise<Page<Fund>> {
  const query = { page, size, ...(flag ? { transferFlag: flag } : {}) }
  const found = await call<Page<Fund>>('GET', '/user/queryUserFundDetail', { query })
  const records = found.records.map((each) => ({
    ...each,
    amount: fromWire(each.amount),
    balance: fromWire(each.balance),
  }))
  return { total: found.total, records }
}

export interface Order {
  orderSn: string
  amount: Cents
  /** Recharge: 1 waiting, 2 done, 3 refused. Withdrawal: 1 waiting, 2 approved, 3 done, 4 failed, 5 refused. */
  status: number
  toAddress: string | null
  remark: string | null
  createTime: string
}

async function listOrders(path: string, page: number, size: number): Promise<Page<Order>> {
  const found = await call<Page<Order>>('GET', path, { query: { page, size } })
  const records = found.records.map((each) => ({ ...each, amount: fromWire(each.amount) }))
  return { total: found.total, records }
}

export function listRecharges(page: number, size: number): Promise<Page<Order>> {
  return listOrders('/user/queryUserRechargePageList', page, size)
}

export function listWithdrawals(page: number, size: number): Promise<Page<Order>> {
  return listOrders('/user/queryUserWithdrawPageList', page, size)
}

/** `requestId`, here and below: a repeated call of that name moves no more money. */
export function recharge(amount: Cents, payType: string, requestId: string): Promise<Order> {
  return call('POST', '/user/recharge', { body: { amount: toWire(amount), payType, requestId } })
}

export function withdraw(
  amount: Cents,
  toAddress: string,
  tradePassword: string,
  requestId: string,
): Promise<Order> {
  const body = { amount: toWire(amount), toAddress, tradePassword, requestId }
  return call('POST', '/user/withdraw', { body })
}

export function buyVip(
  duration: number,
  tradePassword: string,
  requestId: string,
): Promise<unknown> {
  return call('POST', '/user/buyVip', { body: { duration, tradePassword, requestId } })
}

export function setTradePassword(next: string, old: string | null): Promise<null> {
  const body = { tradePassword: next, ...(old === null ? {} : { oldTradePassword: old }) }
  return call('PUT', '/setTradePwd', { body })
}

export const kLucky = 1
export const kEqual = 2

interface PacketWanted {
  group: boolean
  /** The group, or the person. */
  receiverId: number
  total: Cents
  count: number
  type: typeof kLucky | typeof kEqual
  remark: string
  tradePassword: string
}

/** It is a message of the conversation from then on. */
export function sendPacket(
  wanted: PacketWanted,
  requestId: string,
): Promise<{ redPacketId: string }> {
  const { group, receiverId, total, count, type, remark, tradePassword } = wanted
  const body = {
    receiverType: group ? 1 : 2,
    receiverId,
    totalAmount: toWire(total),
    totalCount: count,
    redPacketType: type,
    ...(remark ? { remark } : {}),
    tradePassword,
    requestId,
  }
  return call('POST', '/redPackage/send', { body })
}

interface Grab {
  userId: number
  nickName: string
  headImage: string | null
  amount: Cents
  robTime: string
  isBest: boolean
}

export interface Packet {
  redPacketId: string
  senderId: number
  receiverType: number
  redPacketType: number
  totalAmount: Cents
  totalCount: number
  remainCount: number
  status: 'ACTIVE' | 'FINISHED' | 'EXPIRED'
  remark: string
  records: Grab[]
}

type PacketHead = Omit<Packet, 'records'>

/** The red packet that a message is; 404 when it is none. */
export async function packetOf(messageId: number): Promise<Packet> {
  const { packet, records } = await call<{ packet: PacketHead; records: Grab[] }>(
    'GET',
    '/redPackage/detail',
    { query: { messageId } },
  )
  return {
    ...packet,
    totalAmount: fromWire(packet.totalAmount),
    records: records.map((each) => ({ ...each, amount: fromWire(each.amount) })),
  }
}

/** Resolves to the share. */
export async function takePacket(redPacketId: string): Promise<Cents> {
  const { amount } = await call<{ amount: number }>('POST', '/redPackage/rob', {
    body: { redPacketId },
  })
  return fromWire(amount)
}
